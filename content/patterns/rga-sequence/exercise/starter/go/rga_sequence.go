// {{contract}}

package rgasequence

import "errors"

// ErrUnknownElement tells that this replica has never heard of an element of that id.
var ErrUnknownElement = errors.New("rga-sequence: unknown element")

// RgaSequenceOptions says how a sequence is made.
type RgaSequenceOptions struct {
	Replica string
}

type RgaSequence struct {
	replica string
	// TODO: whatever the sequence must remember between calls.
}

func NewRgaSequence(options RgaSequenceOptions) *RgaSequence {
	return &RgaSequence{replica: options.Replica}
}

// InsertAfter inserts after the element of that id, at the beginning if it is empty, and returns the id of the new one.
func (s *RgaSequence) InsertAfter(reference, value string) (string, error) {
	panic("InsertAfter is yours to write")
}

// Delete deletes the element, and returns whether it was there.
func (s *RgaSequence) Delete(id string) (bool, error) {
	panic("Delete is yours to write")
}

// Values returns the values, in order.
func (s *RgaSequence) Values() []string {
	panic("Values is yours to write")
}

// Ids returns the ids, in order.
func (s *RgaSequence) Ids() []string {
	panic("Ids is yours to write")
}

// Merge takes in all that the other replica knows at this moment.
func (s *RgaSequence) Merge(other *RgaSequence) {
	panic("Merge is yours to write")
}
