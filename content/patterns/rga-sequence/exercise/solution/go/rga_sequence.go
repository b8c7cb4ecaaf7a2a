// Package rgasequence holds a replicated growable array.
package rgasequence

import (
	"errors"
	"fmt"
	"sync"
)

// ErrUnknownElement tells that this replica has never heard of an element of that id.
var ErrUnknownElement = errors.New("rga-sequence: unknown element")

// RgaSequenceOptions says how a sequence is made.
type RgaSequenceOptions struct {
	Replica string
}

// element is what was inserted. After is the id of the element it was inserted after, empty at the beginning.
type element struct {
	stamp     int64
	replica   string
	value     string
	after     string
	isDeleted bool
}

// link is a place in the list.
type link struct {
	element
	next *link
}

// RgaSequence is a linked list of elements with ids, and a map from ids into it. It is safe for use by several
// goroutines at once.
type RgaSequence struct {
	replica string
	mu      sync.Mutex
	head    *link
	// Every element that was ever known, deleted ones too: others may still refer to them. The head has no id.
	links   map[string]*link
	largest int64
}

// NewRgaSequence returns an empty sequence.
func NewRgaSequence(options RgaSequenceOptions) *RgaSequence {
	head := &link{}
	return &RgaSequence{replica: options.Replica, head: head, links: map[string]*link{"": head}}
}

// InsertAfter inserts after the element of that id, at the beginning if it is empty, and returns the id of the new one.
func (s *RgaSequence) InsertAfter(reference, value string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.links[reference] == nil {
		return "", fmt.Errorf("%w: %s", ErrUnknownElement, reference)
	}
	made := element{stamp: s.largest + 1, replica: s.replica, value: value, after: reference}
	s.place(made)
	return made.id(), nil
}

// Delete deletes the element, and returns whether it was there.
func (s *RgaSequence) Delete(id string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.links[id]
	if found == nil {
		return false, fmt.Errorf("%w: %s", ErrUnknownElement, id)
	}
	wasThere := !found.isDeleted
	found.isDeleted = true
	return wasThere, nil
}

// Values returns the values of all elements that are not deleted, in order.
func (s *RgaSequence) Values() []string {
	values := []string{}
	for _, one := range s.snapshot() {
		if !one.isDeleted {
			values = append(values, one.value)
		}
	}
	return values
}

// Ids returns the ids of the same elements.
func (s *RgaSequence) Ids() []string {
	ids := []string{}
	for _, one := range s.snapshot() {
		if !one.isDeleted {
			ids = append(ids, one.id())
		}
	}
	return ids
}

// Merge takes in all that the other replica knows at this moment.
func (s *RgaSequence) Merge(other *RgaSequence) {
	theirs := other.snapshot()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range theirs {
		mine := s.links[one.id()]
		if mine == nil {
			s.place(one)
		} else if one.isDeleted {
			mine.isDeleted = true
		}
	}
}

func (s *RgaSequence) place(made element) {
	left := s.links[made.after]
	// Whatever was inserted after these has a larger stamp than they have, and is passed as well.
	for left.next != nil && left.next.comesBefore(made) {
		left = left.next
	}
	left.next = &link{element: made, next: left.next}
	s.links[made.id()] = left.next
	if made.stamp > s.largest {
		s.largest = made.stamp
	}
}

// snapshot returns copies in the order of the sequence, so that each comes after the one that it was inserted after.
func (s *RgaSequence) snapshot() []element {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]element, 0, len(s.links))
	for one := s.head.next; one != nil; one = one.next {
		all = append(all, one.element)
	}
	return all
}

func (e element) id() string {
	return fmt.Sprintf("%d@%s", e.stamp, e.replica)
}

func (e element) comesBefore(other element) bool {
	if e.stamp == other.stamp {
		return e.replica > other.replica
	}
	return e.stamp > other.stamp
}
