// {{contract}}

package idgenerator

import "errors"

// ErrClockMovedBack says that the clock shows an earlier time than at the last id.
var ErrClockMovedBack = errors.New("the clock moved back")

// ErrOutOfRange says that the time is before the epoch, or does not fit into an id.
var ErrOutOfRange = errors.New("the time is out of range")

// IdGeneratorOptions says how a generator is made. A field that is zero takes its default, but for Node.
type IdGeneratorOptions struct {
	Node         int64
	EpochMs      int64
	NodeBits     int
	SequenceBits int
	Clock        func() int64
}

type IdGenerator struct {
	clock func() int64
	// TODO: whatever the generator must remember between calls.
}

func NewIdGenerator(options IdGeneratorOptions) *IdGenerator {
	// TODO: keep the options, with their defaults.
	return &IdGenerator{clock: options.Clock}
}

// NextId returns a new id, ErrClockMovedBack or ErrOutOfRange.
func (g *IdGenerator) NextId() (int64, error) {
	panic("NextId is yours to write")
}

// TimestampOf returns the time in the id, in milliseconds since 1970.
func (g *IdGenerator) TimestampOf(id int64) int64 {
	panic("TimestampOf is yours to write")
}

// NodeOf returns the number of the node that gave the id.
func (g *IdGenerator) NodeOf(id int64) int64 {
	panic("NodeOf is yours to write")
}

// SequenceOf returns the sequence number in the id.
func (g *IdGenerator) SequenceOf(id int64) int64 {
	panic("SequenceOf is yours to write")
}
