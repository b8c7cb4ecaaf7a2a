// {{contract}}

package bloomfilter

import "errors"

// ErrIncompatibleFilter tells that filters of different sizes were to be merged.
var ErrIncompatibleFilter = errors.New("the filters differ in size")

// BloomFilterOptions says how a filter is made. A field that is zero takes its default.
type BloomFilterOptions struct {
	Capacity          int
	FalsePositiveRate float64
	Hash              func(string) uint32
}

type BloomFilter struct {
	hash func(string) uint32
	// TODO: the bits, and how many positions each key has.
}

func NewBloomFilter(options BloomFilterOptions) *BloomFilter {
	// TODO: work out how many bits and how many positions, with the defaults, and make the bits.
	return &BloomFilter{hash: options.Hash}
}

// Add adds the key.
func (b *BloomFilter) Add(key string) {
	panic("Add is yours to write")
}

// MightContain returns false if the key was certainly never added.
func (b *BloomFilter) MightContain(key string) bool {
	panic("MightContain is yours to write")
}

// AddAll adds every key of the list.
func (b *BloomFilter) AddAll(keys []string) {
	panic("AddAll is yours to write")
}

// Filter returns those keys of the list that might be contained, in its order.
func (b *BloomFilter) Filter(keys []string) []string {
	panic("Filter is yours to write")
}

// Bits returns how many bits the filter has.
func (b *BloomFilter) Bits() int {
	panic("Bits is yours to write")
}

// Hashes returns how many positions each key has.
func (b *BloomFilter) Hashes() int {
	panic("Hashes is yours to write")
}

// Merge adds whatever was added to the other filter, or returns ErrIncompatibleFilter.
func (b *BloomFilter) Merge(other *BloomFilter) error {
	panic("Merge is yours to write")
}
