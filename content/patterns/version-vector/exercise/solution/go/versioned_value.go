// Package versionedvalue holds the siblings of one key at one replica, told apart by dots.
package versionedvalue

import (
	"sort"
	"sync"
)

// VersionedValueOptions says how a replica is made.
type VersionedValueOptions struct {
	Node string
}

// A dot names a write: the replica that took it, and which of its writes it was.
type dot struct {
	node   string
	number int64
}

// VersionedValue is safe for use by several goroutines at once.
type VersionedValue struct {
	node     string
	mu       sync.Mutex
	versions map[dot]string
	seen     map[string]int64
}

// NewVersionedValue returns a replica without a value.
func NewVersionedValue(options VersionedValueOptions) *VersionedValue {
	return &VersionedValue{node: options.Node, versions: map[dot]string{}, seen: map[string]int64{}}
}

// Put replaces the versions that the context covers, and adds the value as one.
func (v *VersionedValue) Put(value string, context map[string]int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for one := range v.versions {
		if one.isSeen(context) {
			delete(v.versions, one)
		}
	}
	v.note(context)
	v.seen[v.node]++
	v.versions[dot{v.node, v.seen[v.node]}] = value
}

// Values returns the values of all versions, sorted.
func (v *VersionedValue) Values() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	values := make([]string, 0, len(v.versions))
	for _, value := range v.versions {
		values = append(values, value)
	}
	sort.Strings(values)
	return values
}

// Context returns how many writes of each replica were seen.
func (v *VersionedValue) Context() map[string]int64 {
	_, seen := v.snapshot()
	return seen
}

// Merge takes over what the other replica knows.
func (v *VersionedValue) Merge(other *VersionedValue) {
	// One lock at a time: two replicas may merge with each other.
	versions, seen := other.snapshot()
	v.mu.Lock()
	defer v.mu.Unlock()
	for one := range v.versions {
		if _, both := versions[one]; !both && one.isSeen(seen) {
			delete(v.versions, one)
		}
	}
	for one, value := range versions {
		if !one.isSeen(v.seen) {
			v.versions[one] = value
		}
	}
	v.note(seen)
}

func (v *VersionedValue) snapshot() (map[dot]string, map[string]int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	versions := make(map[dot]string, len(v.versions))
	for one, value := range v.versions {
		versions[one] = value
	}
	seen := make(map[string]int64, len(v.seen))
	for node, number := range v.seen {
		seen[node] = number
	}
	return versions, seen
}

// note takes the larger entries of what was seen.
func (v *VersionedValue) note(seen map[string]int64) {
	for node, number := range seen {
		if number > v.seen[node] {
			v.seen[node] = number
		}
	}
}

func (d dot) isSeen(seen map[string]int64) bool {
	return d.number <= seen[d.node]
}
