// Package orset holds a replicated set in which adds win, without tombstones.
package orset

import (
	"sort"
	"sync"
)

// OrSetOptions says how a set is made.
type OrSetOptions struct {
	Replica string
}

// tag is one add: the count-th of its replica.
type tag struct {
	replica string
	count   int64
}

// tags are never changed once they are made, so that replicas may share them.
type tags map[tag]bool

// OrSet keeps the tags that are in, and how many adds of each replica it has seen; a tag that was seen and is not
// in was removed. It is safe for use by several goroutines at once.
type OrSet struct {
	replica string
	mu      sync.Mutex
	tags    map[string]tags
	seen    map[string]int64
}

// NewOrSet returns an empty set.
func NewOrSet(options OrSetOptions) *OrSet {
	return &OrSet{replica: options.Replica, tags: map[string]tags{}, seen: map[string]int64{}}
}

// Add adds the element. This is an add of its own also when the element is there already.
func (s *OrSet) Add(element string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen[s.replica]++
	// Whoever has seen this tag has seen the ones that it replaces.
	s.tags[element] = tags{{s.replica, s.seen[s.replica]}: true}
}

// Remove takes out what was seen of the element, and returns whether it was there.
func (s *OrSet) Remove(element string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, wasIn := s.tags[element]
	delete(s.tags, element)
	return wasIn
}

// Contains returns whether the element is in the set.
func (s *OrSet) Contains(element string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, isIn := s.tags[element]
	return isIn
}

// Elements returns every element once, sorted.
func (s *OrSet) Elements() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	elements := make([]string, 0, len(s.tags))
	for element := range s.tags {
		elements = append(elements, element)
	}
	sort.Strings(elements)
	return elements
}

// Merge takes in all that the other replica knows at this moment.
func (s *OrSet) Merge(other *OrSet) {
	theirs, seen := other.snapshot()
	s.mu.Lock()
	defer s.mu.Unlock()
	merged := map[string]tags{}
	for element, mine := range s.tags {
		takeIn(merged, element, mine, theirs[element], seen)
	}
	for element, tags := range theirs {
		takeIn(merged, element, tags, s.tags[element], s.seen)
	}
	s.tags = merged
	for replica, count := range seen {
		if count > s.seen[replica] {
			s.seen[replica] = count
		}
	}
}

// snapshot returns copies, so that two sets are never locked at once.
func (s *OrSet) snapshot() (map[string]tags, map[string]int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all, seen := map[string]tags{}, map[string]int64{}
	for element, tags := range s.tags {
		all[element] = tags
	}
	for replica, count := range s.seen {
		seen[replica] = count
	}
	return all, seen
}

// takeIn adds to merged the tags that the others hold too, or have not seen: those in between they have removed.
func takeIn(merged map[string]tags, element string, own, others tags, seenByOthers map[string]int64) {
	for one := range own {
		if others[one] || one.count > seenByOthers[one.replica] {
			if merged[element] == nil {
				merged[element] = tags{}
			}
			merged[element][one] = true
		}
	}
}
