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
forms    = $(patsubst %,$(BUILD)/language/%.h,months weekdays dayparts magnitudes \
           currencies units quantity_words labels attributes style_news style_cldr \
           english_months english_numbers german_numbers)
tests    = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/*.c tests/*/*.c))

.PHONY: all check clean
all: $(BUILD)/satz

$(BUILD)/satz: $(objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(objects) $(libs)

$(BUILD)/run-tests: $(tests) $(library)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(tests) $(library) $(libs) -lcunit

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -c -o $@ $<

$(objects) $(tests): | $(forms)
$(forms): $(BUILD)/language/%.h: src/language/%.txt $(BUILD)/generate-forms
	@mkdir -p $(@D)
	$(BUILD)/generate-forms $* < $< > $@.new && mv $@.new $@

$(BUILD)/generate-forms: src/language/generate_forms.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -o $@ $<

check: $(BUILD)/run-tests
	$(BUILD)/run-tests

clean:
	rm -rf $(BUILD)

-include $(objects:.o=.d) $(tests:.o=.d)
