# satz: German articles to XLIFF and back.   make demo | check | install | clean
CC      ?= cc
CFLAGS  ?= -O2 -g
prefix  ?= /usr/local
BUILD   ?= build
WARN     = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
PACKAGES = libxml-2.0 libxxhash

cflags   = -std=c11 -D_POSIX_C_SOURCE=200809L $(WARN) -Isrc -I. -I$(BUILD) \
           $(shell pkg-config --cflags $(PACKAGES)) -MMD -MP
libs     = $(shell pkg-config --libs $(PACKAGES))

rooms    = base token sentence protect article exchange check command
sources  = $(wildcard src/*.c) $(foreach room,$(rooms),$(wildcard src/$(room)/*.c)) \
           $(wildcard xliff/*.c)
objects  = $(sources:%.c=$(BUILD)/%.o)
library  = $(filter-out $(BUILD)/src/main.o,$(objects))
tests    = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/*.c tests/*/*.c))

.PHONY: all check check-schemas clean
all: $(BUILD)/satz

$(BUILD)/satz: $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(objects) $(libs)

$(BUILD)/run-tests: $(tests) $(library)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(tests) $(library) $(libs) -lcunit

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -c -o $@ $<

check: $(BUILD)/run-tests
	$(BUILD)/run-tests

# What is written is valid for the OASIS schemas, if they are there.
SCHEMAS ?= ../shared/xliff
check-schemas:
	tests/xliff/check-schemas.sh $(SCHEMAS)

clean:
	rm -rf $(BUILD)

-include $(objects:.o=.d) $(tests:.o=.d)
