// Package lsmtree holds a log-structured merge-tree: a memtable, and sorted runs on levels that are never changed, only merged.
package lsmtree

import (
	"sort"
	"sync"
)

// LsmTreeOptions says how a tree is made. A field that is zero takes its default.
type LsmTreeOptions struct {
	MemtableLimit int
	Fanout        int
}

// entry is what was written for a key: a value or a tombstone.
type entry struct {
	key       string
	value     string
	isDeleted bool
}

// run is sorted by key.
type run []entry

// LsmTree is safe for use by several goroutines at once.
type LsmTree struct {
	limit    int
	fanout   int
	mu       sync.Mutex
	memtable map[string]entry
	// levels has level 0 first, and on each level the newest run first.
	levels [][]run
}

// NewLsmTree returns an empty tree.
func NewLsmTree(options LsmTreeOptions) *LsmTree {
	if options.MemtableLimit == 0 {
		options.MemtableLimit = 4
	}
	if options.Fanout == 0 {
		options.Fanout = 4
	}
	return &LsmTree{limit: options.MemtableLimit, fanout: options.Fanout, memtable: map[string]entry{}}
}

// Put writes the value.
func (t *LsmTree) Put(key, value string) {
	t.write(entry{key: key, value: value})
}

// Delete writes a tombstone.
func (t *LsmTree) Delete(key string) {
	t.write(entry{key: key, isDeleted: true})
}

// Get returns the value that was written last; false if there is none.
func (t *LsmTree) Get(key string) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if found, isThere := t.memtable[key]; isThere {
		return found.value, !found.isDeleted
	}
	for _, one := range t.runs() {
		at := one.firstAtLeast(key)
		if at < len(one) && one[at].key == key {
			return one[at].value, !one[at].isDeleted
		}
	}
	return "", false
}

// Scan returns key and value of each live key from start to before end, which is nil for the last.
func (t *LsmTree) Scan(start string, end *string) [][]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	parts := []run{sorted(t.memtable).between(start, end)}
	for _, one := range t.runs() {
		parts = append(parts, one.between(start, end))
	}
	found := [][]string{}
	for _, one := range merge(parts) {
		if !one.isDeleted {
			found = append(found, []string{one.key, one.value})
		}
	}
	return found
}

// Flush makes a run of the memtable, and merges the levels that are full.
func (t *LsmTree) Flush() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.flush()
}

// Runs returns all runs, the newest first; an entry is a key and a value, or a key alone for a tombstone.
func (t *LsmTree) Runs() [][][]string {
	t.mu.Lock()
	defer t.mu.Unlock()
	told := [][][]string{}
	for _, one := range t.runs() {
		entries := [][]string{}
		for _, found := range one {
			if found.isDeleted {
				entries = append(entries, []string{found.key})
			} else {
				entries = append(entries, []string{found.key, found.value})
			}
		}
		told = append(told, entries)
	}
	return told
}

func (t *LsmTree) write(one entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.memtable[one.key] = one
	if len(t.memtable) >= t.limit {
		t.flush()
	}
}

func (t *LsmTree) flush() {
	if len(t.memtable) == 0 {
		return
	}
	t.add(0, sorted(t.memtable))
	t.memtable = map[string]entry{}
	t.mergeFull(0)
}

// add makes the run the newest of the level.
func (t *LsmTree) add(level int, one run) {
	for len(t.levels) <= level {
		t.levels = append(t.levels, nil)
	}
	t.levels[level] = append([]run{one}, t.levels[level]...)
}

// mergeFull merges a full level into the next, and that one if it is full then.
func (t *LsmTree) mergeFull(level int) {
	if level >= len(t.levels) || len(t.levels[level]) < t.fanout {
		return
	}
	merged := merge(t.levels[level])
	t.levels[level] = nil
	if t.isOldest(level) {
		// Nothing older is left that a tombstone could hide.
		merged = merged.live()
	}
	if len(merged) > 0 {
		t.add(level+1, merged)
	}
	t.mergeFull(level + 1)
}

// isOldest returns whether there are no runs below the level.
func (t *LsmTree) isOldest(level int) bool {
	for _, below := range t.levels[level+1:] {
		if len(below) > 0 {
			return false
		}
	}
	return true
}

func (t *LsmTree) runs() []run {
	var all []run
	for _, level := range t.levels {
		all = append(all, level...)
	}
	return all
}

// merge makes one run of several, the newest of which comes first.
func merge(runs []run) run {
	newest := map[string]entry{}
	for index := len(runs) - 1; index >= 0; index-- {
		for _, one := range runs[index] {
			newest[one.key] = one
		}
	}
	return sorted(newest)
}

func sorted(entries map[string]entry) run {
	made := make(run, 0, len(entries))
	for _, one := range entries {
		made = append(made, one)
	}
	sort.Slice(made, func(i, j int) bool { return made[i].key < made[j].key })
	return made
}

func (r run) live() run {
	var kept run
	for _, one := range r {
		if !one.isDeleted {
			kept = append(kept, one)
		}
	}
	return kept
}

func (r run) between(start string, end *string) run {
	last := len(r)
	if end != nil {
		last = r.firstAtLeast(*end)
	}
	first := r.firstAtLeast(start)
	if first > last {
		return nil
	}
	return r[first:last]
}

func (r run) firstAtLeast(key string) int {
	return sort.Search(len(r), func(index int) bool { return r[index].key >= key })
}
