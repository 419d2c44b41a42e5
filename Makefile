# satz: German articles to XLIFF and back.  make | make demo | make check | make install | make clean
CC      ?= cc
CFLAGS  ?= -O2 -g
AR      ?= ar
OBJCOPY ?= objcopy
prefix  ?= /usr/local
BUILD   ?= build
VERSION  = $(shell sed -n 's/.*SATZ_VERSION "\(.*\)"/\1/p' src/version.h)

# What the build needs: pkg-config name (or @command) and Debian package.
NEEDS       = @pkg-config:pkg-config libxml-2.0:libxml2-dev libxxhash:libxxhash-dev \
              json-c:libjson-c-dev sqlite3:libsqlite3-dev
CHECK_NEEDS = cunit:libcunit1-dev

# Packages: these goals install what is missing, the others say it.
install_or_report = $(if $(filter demo check% fuzz% sanitize lint memcheck score bench% profile,$(MAKECMDGOALS)), \
                      install,report)
# Segmentation rules (--srx) need ICU. Without it (make ICU=no, or where nothing installs it) all
# else works.
ifndef ICU
ICU := $(if $(filter install,$(install_or_report)),yes,$(shell \
         pkg-config --exists icu-i18n 2>/dev/null && echo yes || echo no))
endif
icu  = $(if $(filter no,$(ICU)),,$(1))
NEEDS += $(call icu,icu-i18n:libicu-dev)

LIBRARIES = libxml-2.0 libxxhash json-c sqlite3 $(call icu,icu-i18n)
WARNINGS  = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
cflags    = -std=c11 -D_POSIX_C_SOURCE=200809L $(WARNINGS) -Isrc -I. -I$(BUILD) \
            $(shell pkg-config --cflags $(LIBRARIES)) -MMD -MP
# iconv is in the C library, or in a library of its own.
hash     := \#
iconv     = $(shell printf '$(hash)include <iconv.h>\nint main(void){return !iconv_open("a","b");}' | \
              $(CC) -xc - -o /dev/null 2>/dev/null || echo -liconv)
libs      = $(shell pkg-config --libs $(LIBRARIES)) $(iconv)

# The program loads the large libraries when it first needs them (src/lazy); LAZY=no links it with
# them. Their names are those that the linker would have written down.
ifndef LAZY
LAZY       := $(if $(shell command -v readelf),yes,no)
endif
lazily      = libxml-2.0 sqlite3 $(call icu,icu-i18n)
dlopen      = $(shell printf '$(hash)include <dlfcn.h>\nint main(void){return !dlopen("",0);}' | \
                $(CC) -xc - -o /dev/null 2>/dev/null || echo -ldl)
linked_libs = $(shell pkg-config --libs $(filter-out $(lazily),$(LIBRARIES))) $(iconv) $(dlopen)
soname      = $(CC) -shared -nostdlib -Wl,--no-as-needed -o $@.so $$(pkg-config --libs $(1)) && \
              readelf -d $@.so | sed -n '/NEEDED/{s/.*\[\(.*\)\]/$(hash)define SONAME_$(2) "\1"/p;q;}'

# What makes a fault harder to use: see SECURITY in the man page. HARDENING= leaves it out, and so do
# sanitizers, which watch more. FORTIFY is for optimised code.
watched   = $(findstring -fsanitize,$(CFLAGS))
optimised = $(filter -O1 -O2 -O3 -Os,$(CFLAGS))
hardening_flags = -fPIE -fstack-protector-strong -fstack-clash-protection
hardening_links = -pie -Wl,-z,relro,-z,now
ifndef HARDENING
HARDENING := $(shell printf 'int main(void){return 0;}' | $(CC) -Werror $(hardening_flags) \
               $(hardening_links) -xc - -o /dev/null 2>/dev/null && echo yes || echo no)
endif
hardened  = $(and $(filter yes,$(HARDENING)),$(if $(watched),,yes))
cflags   += $(if $(hardened),$(hardening_flags) \
              $(if $(optimised),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3))
links     = $(if $(hardened),$(hardening_links))

# GCC for x86 clears a structure by "rep stos", which takes longer than a call of memset does: a merge of
# XLIFF 1.2 takes 7 in 100 less time without.
clear    := $(shell printf 'int main(void){return 0;}' | $(CC) -Werror -O2 \
              -mmemset-strategy=libcall:-1:noalign -xc - -o /dev/null 2>/dev/null && \
              echo -mmemset-strategy=libcall:-1:noalign)

# The program is optimised as a whole where the compiler can, which makes it faster by 2 to 8 in 100;
# all else is linked file by file, which is quicker to build. LTO=no does so with the program, too.
ifndef LTO
LTO      := $(shell printf 'int main(void){return 0;}' | $(CC) -Werror -O2 -flto=auto \
              -ffat-lto-objects -xc - -o /dev/null 2>/dev/null && echo yes || echo no)
endif
whole     = $(and $(filter yes,$(LTO)),$(filter -O2 -O3,$(CFLAGS)), \
              $(if $(watched)$(findstring -flto,$(CFLAGS)),,yes))
link      = $(CC) $(CFLAGS) $(if $(whole),-fno-lto) $(LDFLAGS)

# ---- What is built -----------------------------------------------------------------------------

rooms     = base language token sentence srx protect article exchange check memory review command
to_object = $(patsubst %.c,$(BUILD)/%.o,$(1))
language  = $(BUILD)/language/table.o
srx       = $(if $(filter no,$(ICU)),src/srx/without_icu.c, \
              $(filter-out %/without_icu.c,$(wildcard src/srx/*.c)))
sources   = $(if $(filter srx,$(1)),$(srx),$(wildcard src/$(1)/*.c))
review    = $(call to_object,$(filter-out %/generate.c,$(wildcard src/review/*.c))) \
            $(BUILD)/review/table.o
room      = $(if $(filter language review,$(1)),$($(1)),$(call to_object,$(call sources,$(1))))
xliff     = $(call to_object,$(wildcard xliff/*.c))
linked    = $(call to_object,src/lazy/linked.c)
lazy      = $(if $(filter no,$(LAZY)),$(linked),$(call to_object, \
              $(filter-out %/linked.c $(if $(call icu,yes),,%/icu.c),$(wildcard src/lazy/*.c))))
rest      = $(foreach name,$(rooms),$(call room,$(name))) $(xliff)
parts     = $(rest) $(linked)
program   = $(call to_object,src/main.c) $(rest) $(lazy)
sentence  = $(call room,sentence) $(filter-out %/terms.o,$(call room,token)) $(language) \
            $(call to_object,$(addprefix src/base/,text.c utf8.c utf8_simd.c))
tests     = $(call to_object,$(filter-out tests/%/example.c tests/%/example_count_words.c, \
              $(wildcard tests/*.c $(foreach name,$(rooms) articles xliff,tests/$(name)/*.c))))
forms     = $(patsubst src/language/%.txt,$(BUILD)/language/%.h,$(wildcard src/language/*.txt))
words     = $(wildcard src/language/abbreviations/*.txt src/language/words/*.txt)

.PHONY: all libraries demo check install clean packages check-packages sanitize memcheck lint \
        examples check-shared score bench profile bench-split bench-memory bench-check bench-merge \
        check-schemas check-convert check-suite bench-export check-real check-install check-parallel \
        check-clients check-review check-hardening check-same check-faults check-some-faults coverage \
        fuzz fuzz-short check-fuzz
all: $(BUILD)/satz
libraries: $(BUILD)/libxliff.a $(BUILD)/libsatz-sentence.a

$(program): cflags += $(clear) $(if $(whole),-flto=auto -ffat-lto-objects)
$(BUILD)/satz: $(program)
	$(CC) $(CFLAGS) $(if $(whole),-flto=auto $(clear)) $(links) $(LDFLAGS) -o $@ $(program) $(if $(filter no,$(LAZY)),$(libs),$(linked_libs))

$(lazy): | $(BUILD)/lazy/sonames.h
$(BUILD)/lazy/sonames.h: | packages
	@mkdir -p $(@D)
	{ $(call soname,libxml-2.0,LIBXML2) && $(call soname,sqlite3,SQLITE) \
	  $(call icu,&& $(call soname,icu-i18n,ICU)); } > $@.new && mv $@.new $@

# As one object each, whose global names are those of its header only.
$(BUILD)/libxliff.a: public = xliff_*
$(BUILD)/libxliff.a: $(xliff)
$(BUILD)/libsatz-sentence.a: public = sentence_*
$(BUILD)/libsatz-sentence.a: $(sentence)
$(BUILD)/%.a:
	$(CC) -r -nostdlib $(if $(whole),-fno-lto) -o $(@:.a=.o) $^
	$(OBJCOPY) --remove-section='.gnu.*lto_*' --wildcard --keep-global-symbol='$(public)' $(@:.a=.o)
	rm -f $@ && $(AR) rcs $@ $(@:.a=.o)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -c -o $@ $<

$(BUILD)/language/table.o $(BUILD)/review/table.o: %.o: %.c
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -c -o $@ $<

# German as data: the files of src/language become tables.
$(program) $(tests): | $(forms)
$(forms): $(BUILD)/language/%.h: src/language/%.txt $(BUILD)/generate-forms
	@mkdir -p $(@D)
	$(BUILD)/generate-forms $* < $< > $@.new && mv $@.new $@
$(BUILD)/language/table.c: $(words) $(BUILD)/generate-words
	@mkdir -p $(@D)
	$(BUILD)/generate-words src/language > $@.new && mv $@.new $@
$(BUILD)/generate-words: src/language/generate.c src/language/words.h | packages
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -o $@ $<
$(BUILD)/generate-forms: src/language/generate_forms.c src/language/prefix.h | packages
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -o $@ $<

# The page of satz review: its script is one function of files in order, with the tables of English
# numbers that satz check reads.
page   = src/review/page
script = $(patsubst %,$(page)/%.js,data states values checks xml view editor codes dock search save \
           diff draft keys main)
sha256 = $$($$(command -v sha256sum || echo shasum -a 256) $(1) | cut -c 1-64)
$(BUILD)/review/script.js: $(script) src/language/english_numbers.txt \
                           src/language/english_months.txt
	@mkdir -p $(@D)
	{ printf '"use strict";\n(() => {\nconst NUMBER_TABLE = `'; grep -v '^#' src/language/english_numbers.txt; \
	  printf '`;\nconst MONTH_TABLE = `'; grep -v '^#' src/language/english_months.txt; printf '`;\n'; \
	  cat $(script); printf '})();\n'; } > $@.new && mv $@.new $@
$(BUILD)/review/table.c: $(page)/page.html $(page)/page.css $(BUILD)/review/script.js \
                         $(BUILD)/generate-page
	$(BUILD)/generate-page $(page)/page.html style=$(page)/page.css script=$(BUILD)/review/script.js \
	    style-hash:$(call sha256,$(page)/page.css) script-hash:$(call sha256,$(BUILD)/review/script.js) \
	    > $@.new && mv $@.new $@
$(BUILD)/generate-page: src/review/generate.c | packages
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -o $@ $<

# ---- Packages ------------------------------------------------------------------------------------

packages:
	@.ci/packages $(install_or_report) $(NEEDS)
check-packages: packages
	@.ci/packages install $(CHECK_NEEDS)

# ---- Tests ---------------------------------------------------------------------------------------

$(tests): | check-packages
# A test makes each allocation fail: it must see them (tests/exchange/test_no_memory.c).
see_allocations = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
$(BUILD)/run-tests: $(tests) $(parts)
	$(link) $(see_allocations) -o $@ $(tests) $(parts) $(libs) -lcunit

# Not where sanitizers want to be loaded first, or gcov writes files of its own; and only GNU's C
# library can be stood in for.
glibc      = $(shell getconf GNU_LIBC_VERSION 2>/dev/null)
faults_too = $(if $(watched)$(findstring --coverage,$(CFLAGS)),,$(and $(glibc),check-some-faults))
check: $(BUILD)/run-tests $(BUILD)/satz $(BUILD)/repeat $(faults_too)
	SATZ=$(BUILD)/satz SATZ_LAZY=$(LAZY) SATZ_TESTS=$(SATZ_TESTS) $(BUILD)/run-tests

# That the program was built as HARDENING says.
check-hardening: $(BUILD)/satz
	tests/hardening/check $(BUILD)/satz

# Each allocation and each call on files fails in turn, or ends the program: for all the commands of
# tests/faults/commands.txt. It needs a C library whose calls can be stood in for.
faults = SATZ=$(abspath $(BUILD))/satz TESTS=$(abspath tests) $(BUILD)/run-faults \
         $(abspath $(BUILD))/faults.so tests/faults/commands.txt
check-faults: $(BUILD)/run-faults $(BUILD)/faults.so $(BUILD)/satz
	$(faults) all $(shell nproc)
	tests/faults/full-disk $(abspath $(BUILD))/satz $(abspath tests)
# A sample of them: for make check.
check-some-faults: $(BUILD)/run-faults $(BUILD)/faults.so $(BUILD)/satz
	$(faults) quick $(shell nproc)
$(BUILD)/faults.so: tests/faults/shim.c | packages
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) -D_DEFAULT_SOURCE $(CFLAGS) -U_FORTIFY_SOURCE -fPIC -shared -o $@ $<
$(BUILD)/run-faults: $(call to_object,$(addprefix tests/faults/,main.c run.c state.c)) \
    $(call room,base)
	$(link) $(links) -o $@ $^ $(libs)
$(call to_object,$(addprefix tests/faults/,main.c run.c state.c)): | packages

# Makes the large files of tests/hostile.
$(BUILD)/repeat: tests/hostile/repeat.c | packages
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(cflags) $(CFLAGS) -o $@ $<

# The same tests, watched; built as the fuzz targets are, so that their objects serve both.
sanitize:
	@.ci/packages install @clang:clang
	+ASAN_OPTIONS=detect_stack_use_after_return=1 $(fuzz_make) check
# Without the largest inputs (SATZ_TESTS=quick), which take too long under valgrind.
memcheck: $(BUILD)/run-tests
	@.ci/packages install @valgrind:valgrind
	SATZ_TESTS=quick SATZ= valgrind -q --leak-check=full --error-exitcode=9 $(BUILD)/run-tests

# What reads the code instead of running it. ANALYZER_NODES: states of a function that clang's analyzer
# looks at; its own 225000 take three times as long.
ANALYZER_NODES = 75000
analyzer = $(foreach word,-analyzer-config max-nodes=$(ANALYZER_NODES),--extra-arg=-Xclang --extra-arg=$(word))
c_files = $(shell git ls-files '*.c' '*.h')
lint: $(BUILD)/run-tests $(BUILD)/lazy/sonames.h
	@.ci/packages install @clang-format:clang-format @clang-tidy:clang-tidy @cppcheck:cppcheck
	@clang-format --dry-run -Werror $(c_files)
	@cppcheck -q -j$$(nproc) --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 \
	    --suppress=missingIncludeSystem --suppress=internalAstError -Isrc -I. -I$(BUILD) $(filter %.c,$(c_files))
	@printf '%s\n' $(filter src/%.c xliff/%.c,$(c_files)) | xargs -P$$(nproc) -n8 sh -c \
	    'clang-tidy --quiet $(analyzer) "$$@" -- $(filter-out -MMD -MP,$(cflags)) 2>/dev/null' lint

# ---- Coverage ------------------------------------------------------------------------------------

# Lines and branches that make check runs, by folder; without the largest inputs, which would take
# too long and run nothing else.
coverage:
	rm -rf build/coverage && mkdir -p build/coverage
	$(CC) -c -o build/coverage/dump_at_exit.o tests/tools/dump_at_exit.c
	+$(MAKE) BUILD=build/coverage CFLAGS="-O0 -g --coverage" HARDENING=no SATZ_TESTS=quick \
	    LDFLAGS="-Wl,--wrap=_exit $(CURDIR)/build/coverage/dump_at_exit.o" check check-fuzz
	tests/coverage build/coverage

# ---- The same everywhere -------------------------------------------------------------------------

# The same bytes, whatever the compiler, what it does to the code, and the locale.
same_builds = same-gcc-O0 same-gcc-O3 clang
check-same: $(BUILD)/satz
	@.ci/packages install @clang:clang @localedef:locales
	+$(MAKE) BUILD=build/same-gcc-O0 CC="$(SAME_GCC)" CFLAGS="-O0" build/same-gcc-O0/satz
	+$(MAKE) BUILD=build/same-gcc-O3 CC="$(SAME_GCC)" CFLAGS="-O3 -flto -Wno-free-nonheap-object" build/same-gcc-O3/satz
	+$(MAKE) BUILD=build/clang CC="$(SAME_CLANG)" CFLAGS="-O2 -g -Werror" build/clang/satz
	tests/same $(abspath $(BUILD)/satz $(same_builds:%=build/%/satz))
SAME_GCC   = gcc
SAME_CLANG = clang

# ---- Fuzzing -------------------------------------------------------------------------------------

# A target is a file of tests/fuzz with libFuzzer's entry; tests/fuzz/corpus/TARGET are its inputs,
# tests/fuzz/crashes/TARGET those that once broke something. Clang brings libFuzzer along.
fuzz_targets = $(patsubst tests/fuzz/%.c,%,$(shell grep -l '^int LLVMFuzzer' tests/fuzz/*.c))
fuzz_parts   = $(call to_object,tests/fuzz/fuzz.c tests/fuzz/indent.c tests/fuzz/store.c \
                 tests/xliff/support.c) $(parts)
fuzz_flags   = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
               -fno-sanitize-recover=all
FUZZ_SECONDS = 20
FUZZ_JOBS    = $(shell nproc)
fuzz_make    = $(MAKE) BUILD=build/fuzz CC="$(FUZZ_CC)" CFLAGS="$(fuzz_flags)"
FUZZ_CC      = clang

fuzz:
	@.ci/packages install @clang:clang
	+$(fuzz_make) $(addprefix build/fuzz/fuzz-,$(fuzz_targets))
# Each target for some seconds on its inputs. A new input that breaks something is left in
# build/fuzz/found.
fuzz-short: fuzz
	@printf '%s\n' $(fuzz_targets) | \
	    xargs -P$(FUZZ_JOBS) -n1 tests/fuzz/run build/fuzz $(FUZZ_SECONDS)
$(BUILD)/fuzz-%: $(BUILD)/tests/fuzz/%.o $(fuzz_parts)
	$(link) -fsanitize=fuzzer -o $@ $^ $(libs) -lcunit
# The same inputs without a fuzzer.
$(BUILD)/replay-%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay.o $(fuzz_parts)
	$(link) -o $@ $^ $(libs) -lcunit
.SECONDARY: $(call to_object,$(wildcard tests/fuzz/*.c))
$(call to_object,$(wildcard tests/fuzz/*.c)): | check-packages $(forms)
check-fuzz: $(addprefix $(BUILD)/replay-,$(fuzz_targets))
	@set -e; for target in $(fuzz_targets); do \
	    $(BUILD)/replay-$$target tests/fuzz/corpus/$$target tests/fuzz/crashes/$$target; done

# ---- What needs ../shared: gold sentences, schemas, the real article -----------------------------

shared = ../shared
check-shared: check-real check-schemas check-suite check-convert score

helpers = $(call to_object,tests/support.c tests/articles/fill.c tests/articles/table.c \
            tests/exchange/run.c)
# The real article there and back, and half of it translated.
$(BUILD)/run-shared: $(call to_object,tests/shared/main.c) $(helpers) $(parts)
	$(link) -o $@ $^ $(libs) -lcunit
$(call to_object,tests/shared/main.c): | check-packages
check-real: $(BUILD)/run-shared $(BUILD)/satz
	$(BUILD)/run-shared
	$(BUILD)/satz split $(shared)/article/article.txt | cmp - $(shared)/article/sentences.txt

# What export writes, in every version and shape, against the OASIS schemas.
check-schemas: $(BUILD)/satz
	@.ci/packages install @xmllint:libxml2-utils
	tests/xliff/check-schemas.sh $(shared)/xliff
	tests/xliff/check-schemas.sh $(shared)/xliff tests/xliff/converted/*.out.xlf
	SATZ=$(abspath $(BUILD))/satz tests/shared/schemas $(shared)/xliff tests/articles/sample.txt \
	    tests/exchange/changes.article.txt $(shared)/article/article.txt

# The gold sentences of ../shared, if they are there.
score: $(BUILD)/satz
	@if test -x $(shared)/segmentation/score; \
	then $(shared)/segmentation/score $(BUILD)/satz split; \
	else echo "score: $(shared)/segmentation is not here: nothing to measure with"; fi

# Every file of the suite converts, and what was valid stays so.
check-convert: $(BUILD)/satz
	@.ci/packages install @xmllint:libxml2-utils
	@if test -d $(shared)/xliff/suite; then \
	    SATZ=$(abspath $(BUILD))/satz tests/shared/convert $(shared)/xliff; \
	else echo "check-convert: $(shared)/xliff/suite is not here, so nothing was converted"; fi

# The checker of XLIFF's rules against files with verdicts.
check-suite: $(BUILD)/check_suite $(BUILD)/satz
	@if test -d $(shared)/xliff/suite; then \
	    $(BUILD)/check_suite $(shared)/xliff tests/xliff/suite-disputes.txt \
	        < $(shared)/xliff/suite/MANIFEST.tsv && \
	    tests/xliff/check-suite.sh $(abspath $(BUILD))/satz $(shared)/xliff \
	        tests/xliff/suite-disputes.txt < $(shared)/xliff/suite/MANIFEST.tsv; \
	else echo "check-suite: $(shared)/xliff/suite is not here, so nothing was measured"; fi
$(BUILD)/check_suite: $(call to_object,tests/tools/check_suite.c) $(xliff)
	$(link) -o $@ $^ $(libs)

# ---- Bench ---------------------------------------------------------------------------------------

bench_tools = $(addprefix $(BUILD)/tests/bench/,shuffle icu_break measure)
$(BUILD)/tests/bench/icu_break: bench_libs = $(shell pkg-config --libs icu-uc icu-i18n)
$(bench_tools): %: %.o
	$(link) -o $@ $< $(bench_libs)
# All that the README's tables say; BENCH_MEGABYTES and BENCH_LARGEST are the two largest articles.
BENCH_MEGABYTES = 100
BENCH_LARGEST   = 1000
BENCH_TABLES    = runs sizes many
bench: $(BUILD)/satz $(bench_tools) $(BUILD)/tests/bench/translate
	@.ci/packages install @xmllint:libxml2-utils
	@tests/bench/bench.sh $(BUILD)/satz $(BUILD)/tests/bench $(shared)/segmentation \
	    $(BENCH_MEGABYTES) $(BENCH_LARGEST) "$(BENCH_TABLES)"
# Where split, export, merge and check spend their time, by library and by function.
profile: $(BUILD)/satz $(bench_tools) $(BUILD)/tests/bench/translate
	@.ci/packages install @perf:linux-perf || .ci/packages install @valgrind:valgrind
	@tests/bench/profile.sh $(BUILD)/satz $(BUILD)/tests/bench $(shared)/segmentation
# satz split beside ICU's BreakIterator, on the sentences of ../shared shuffled.
bench-split: $(BUILD)/satz $(bench_tools)
	@tests/bench/split.sh $(BUILD)/satz $(BUILD)/tests/bench $(shared)/segmentation
# satz export beside xmllint on what it wrote.
bench-export: $(BUILD)/satz $(BUILD)/tests/bench/shuffle
	@.ci/packages install @xmllint:libxml2-utils @time:time
	@tests/bench/export.sh $(BUILD)/satz $(BUILD)/tests/bench $(shared)/segmentation

# satz check and satz merge beside xmllint, on BENCH_MEGABYTES of text with English targets.
$(BUILD)/tests/bench/translate: %: %.o $(xliff)
	$(link) -o $@ $^ $(libs)
bench-check bench-merge: bench-%: $(BUILD)/satz $(BUILD)/tests/bench/shuffle $(BUILD)/tests/bench/translate
	@.ci/packages install @xmllint:libxml2-utils @time:time
	@tests/bench/xliff.sh $* $(BUILD)/satz $(BUILD)/tests/bench $(shared)/segmentation \
	    $(BENCH_MEGABYTES)

# ---- Translators' tools --------------------------------------------------------------------------

# OmegaT and translate-toolkit fill our exports; merge must give the article with its codes.
clients  = @omegat:omegat @podebug:translate-toolkit @unzip:unzip @xmllint:libxml2-utils
articles = tests/articles/sample.txt $(wildcard $(shared)/article/article.txt)
check-clients: $(BUILD)/satz
	@if .ci/packages install $(clients); then \
	    SATZ=$(abspath $(BUILD))/satz tests/clients/check $(articles); \
	elif command -v apt-get >/dev/null; then exit 1; \
	else echo "left out: OmegaT and translate-toolkit are installed on Debian only"; fi

# The page of satz review in Debian's Chromium, driven by playwright-core: never another browser.
playwright = 1.65.1
browser    = @chromium:chromium @node:nodejs @npm:npm @podebug:translate-toolkit
check-review: $(BUILD)/satz $(BUILD)/fill
	@if .ci/packages install $(browser); then \
	    test -d $(BUILD)/browser/node_modules/playwright-core || \
	        PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit --no-fund --no-save \
	            --prefix $(BUILD)/browser playwright-core@$(playwright) && \
	    BUILD=$(BUILD) node tests/review/browser/run.js $(SUITES); \
	elif command -v apt-get >/dev/null; then exit 1; \
	else echo "left out: Chromium and Node are installed on Debian only"; fi

# GNU parallel over 1,000 articles.
check-parallel: $(BUILD)/satz
	@.ci/packages install @parallel:parallel
	tests/parallel/check $(BUILD)/satz tests/articles/sample.txt

# Look-ups in a translation memory of a million segments, beside a plain scan.
BENCH_SEGMENTS = 1000000
bench-memory: $(BUILD)/bench-memory
	$(BUILD)/bench-memory $(BUILD)/bench-$(BENCH_SEGMENTS).tm $(BENCH_SEGMENTS)
$(BUILD)/bench-memory: $(call to_object,tests/bench/memory.c) $(parts)
	$(link) -o $@ $^ $(libs)

# ---- Demo ----------------------------------------------------------------------------------------

# export, a translator at work, merge: in build/demo.
demo: $(BUILD)/satz $(BUILD)/fill
	rm -rf $(BUILD)/demo && mkdir -p $(BUILD)/demo
	cp tests/articles/sample.txt $(BUILD)/demo/article.txt
	@echo; echo "1. The article goes out as XLIFF:"
	$(BUILD)/satz export $(BUILD)/demo/article.txt
	@grep -A 6 'id="b9.s1"' $(BUILD)/demo/article.xlf
	@echo; echo "2. A translator fills the targets (tests/articles/sample.en.table):"
	$(BUILD)/fill articles/sample.en.table en-US < $(BUILD)/demo/article.xlf \
	    > $(BUILD)/demo/filled.xlf && mv $(BUILD)/demo/filled.xlf $(BUILD)/demo/article.xlf
	@echo; echo "3. The article comes back in English:"
	$(BUILD)/satz merge $(BUILD)/demo/article.xlf
	@cmp $(BUILD)/demo/article.en-US.txt tests/articles/sample.en-US.txt
	@head -n 9 $(BUILD)/demo/article.en-US.txt
	@echo; echo "The whole of it is in $(BUILD)/demo; the German article is untouched:"
	@cmp $(BUILD)/demo/article.txt tests/articles/sample.txt && ls $(BUILD)/demo

$(BUILD)/fill: $(call to_object,tests/tools/fill.c) $(helpers) $(parts)
	$(link) -o $@ $^ $(libs) -lcunit
$(call to_object,tests/tools/fill.c): | check-packages

# xliff/examples: the sample article as handed out and as filled in. The tests compare them.
examples: $(BUILD)/satz $(BUILD)/fill
	cp tests/articles/sample.txt $(BUILD)/article.txt
	for version in 1.2 2.0 2.1 2.2; do \
	    $(BUILD)/satz export --force --xliff $$version -o xliff/examples/sample-$$version.xlf \
	        $(BUILD)/article.txt && \
	    $(BUILD)/fill articles/sample.en.table en-US < xliff/examples/sample-$$version.xlf \
	        > xliff/examples/sample-$$version.filled.xlf || exit 1; done

# ---- Install -------------------------------------------------------------------------------------

install: all libraries
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/lib/pkgconfig \
	    $(DESTDIR)$(prefix)/include/satz $(DESTDIR)$(prefix)/share/man/man1
	install -m 755 $(BUILD)/satz $(DESTDIR)$(prefix)/bin/satz
	install -m 644 src/satz.1 $(DESTDIR)$(prefix)/share/man/man1/satz.1
	install -m 644 $(BUILD)/libxliff.a $(BUILD)/libsatz-sentence.a $(DESTDIR)$(prefix)/lib
	install -m 644 xliff/xliff.h $(DESTDIR)$(prefix)/include/xliff.h
	install -m 644 src/sentence/sentence.h $(DESTDIR)$(prefix)/include/satz/sentence.h
	for name in xliff/libxliff src/sentence/libsatz-sentence; do \
	    sed -e 's|@prefix@|$(prefix)|' -e 's|@version@|$(VERSION)|' $$name.pc.in \
	        > $(DESTDIR)$(prefix)/lib/pkgconfig/$${name##*/}.pc || exit 1; done

# The libraries as another program uses them: the examples built against what was installed.
check-install: check-packages
	rm -rf $(BUILD)/root
	$(MAKE) install prefix=$(abspath $(BUILD))/root DESTDIR=
	cd tests && for example in sentence/example:libsatz-sentence xliff/example_count_words:libxliff; do \
	    PKG_CONFIG_PATH=$(abspath $(BUILD))/root/lib/pkgconfig; export PKG_CONFIG_PATH; \
	    $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror \
	        $$(pkg-config --cflags $${example##*:}) $${example%%:*}.c \
	        $$(pkg-config --static --libs $${example##*:}) \
	        -o $(abspath $(BUILD))/root/$$(basename $${example%%:*}) || exit 1; done
	printf 'Am 3. Mai kam er. Dann ging er.' | $(BUILD)/root/example
	$(BUILD)/root/bin/satz export -q -o - tests/articles/sample.txt | $(BUILD)/root/example_count_words

clean:
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(program) $(tests) $(call to_object,tests/shared/main.c tests/tools/fill.c $(wildcard tests/bench/*.c) \
    $(wildcard tests/fuzz/*.c tests/faults/*.c)))
