// {{contract}}

package orset

// OrSetOptions says how a set is made.
type OrSetOptions struct {
	Replica string
}

type OrSet struct {
	replica string
	// TODO: whatever the set must remember between calls.
}

func NewOrSet(options OrSetOptions) *OrSet {
	return &OrSet{replica: options.Replica}
}

// Add adds the element; this is an add of its own.
func (s *OrSet) Add(element string) {
	panic("Add is yours to write")
}

// Remove takes out what was seen of the element, and returns whether it was there.
func (s *OrSet) Remove(element string) bool {
	panic("Remove is yours to write")
}

// Contains returns whether the element is in the set.
func (s *OrSet) Contains(element string) bool {
	panic("Contains is yours to write")
}

// Elements returns every element once, sorted.
func (s *OrSet) Elements() []string {
	panic("Elements is yours to write")
}

// Merge takes in all that the other replica knows.
func (s *OrSet) Merge(other *OrSet) {
	panic("Merge is yours to write")
}
