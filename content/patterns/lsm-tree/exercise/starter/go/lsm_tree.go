// {{contract}}

package lsmtree

// LsmTreeOptions says how a tree is made. A field that is zero takes its default.
type LsmTreeOptions struct {
	MemtableLimit int
	Fanout        int
}

type LsmTree struct {
	// TODO: whatever the tree must remember between calls.
}

func NewLsmTree(options LsmTreeOptions) *LsmTree {
	// TODO: keep the options, with their defaults.
	return &LsmTree{}
}

// Put writes the value into the memtable, and flushes it if it is full.
func (t *LsmTree) Put(key, value string) {
	panic("Put is yours to write")
}

// Delete writes a tombstone.
func (t *LsmTree) Delete(key string) {
	panic("Delete is yours to write")
}

// Get returns the value that was written last; false if there is none.
func (t *LsmTree) Get(key string) (string, bool) {
	panic("Get is yours to write")
}

// Scan returns key and value of each live key from start to before end, which is nil for the last.
func (t *LsmTree) Scan(start string, end *string) [][]string {
	panic("Scan is yours to write")
}

// Flush makes a run of the memtable, and merges the levels that are full.
func (t *LsmTree) Flush() {
	panic("Flush is yours to write")
}

// Runs returns all runs, the newest first; an entry is a key and a value, or a key alone for a tombstone.
func (t *LsmTree) Runs() [][][]string {
	panic("Runs is yours to write")
}
