// {{contract}}

package countminsketch

import "errors"

// ErrInvalidCount tells that a count below 1 was to be added.
var ErrInvalidCount = errors.New("a count is at least 1")

// ErrIncompatibleSketch tells that sketches of different shapes were to be merged.
var ErrIncompatibleSketch = errors.New("the sketches differ in shape")

// CountMinSketchOptions says how a sketch is made. A field that is zero takes its default.
type CountMinSketchOptions struct {
	Width int
	Depth int
	Hash  func(string) uint32
}

type CountMinSketch struct {
	hash func(string) uint32
	// TODO: the counters.
}

func NewCountMinSketch(options CountMinSketchOptions) *CountMinSketch {
	// TODO: make the counters, with the default shape where it is not given.
	return &CountMinSketch{hash: options.Hash}
}

// Add counts the key count times more, or returns ErrInvalidCount.
func (s *CountMinSketch) Add(key string, count int64) error {
	panic("Add is yours to write")
}

// AddAll counts each key of the list once.
func (s *CountMinSketch) AddAll(keys []string) {
	panic("AddAll is yours to write")
}

// Estimate returns how often the key came at most.
func (s *CountMinSketch) Estimate(key string) int64 {
	panic("Estimate is yours to write")
}

// EstimateAll returns the estimate of each key of the list, in its order.
func (s *CountMinSketch) EstimateAll(keys []string) []int64 {
	panic("EstimateAll is yours to write")
}

// Total returns the sum of all counts that were added.
func (s *CountMinSketch) Total() int64 {
	panic("Total is yours to write")
}

// Counters returns how many counters the sketch has, all rows together.
func (s *CountMinSketch) Counters() int {
	panic("Counters is yours to write")
}

// Merge adds whatever was counted in the other sketch, or returns ErrIncompatibleSketch.
func (s *CountMinSketch) Merge(other *CountMinSketch) error {
	panic("Merge is yours to write")
}
