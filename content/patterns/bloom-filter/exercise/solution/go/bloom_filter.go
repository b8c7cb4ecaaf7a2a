// Package bloomfilter holds a set that takes few bits for each key, and sometimes says yes to one too many.
package bloomfilter

import (
	"errors"
	"hash/fnv"
	"math"
	"sync"
)

// ErrIncompatibleFilter tells that the other filter has another size, so that its positions mean something else.
var ErrIncompatibleFilter = errors.New("the filters differ in size")

// BloomFilterOptions says how a filter is made. A field that is zero takes its default.
type BloomFilterOptions struct {
	Capacity          int
	FalsePositiveRate float64
	Hash              func(string) uint32
}

// BloomFilter is safe for use by several goroutines at once.
type BloomFilter struct {
	bits   uint64
	hashes uint64
	hash   func(string) uint32
	mu     sync.RWMutex
	words  []uint64
}

// NewBloomFilter returns an empty filter.
func NewBloomFilter(options BloomFilterOptions) *BloomFilter {
	if options.Capacity == 0 {
		options.Capacity = 1000
	}
	if options.FalsePositiveRate == 0 {
		options.FalsePositiveRate = 0.01
	}
	if options.Hash == nil {
		options.Hash = fnv1a
	}
	keys := float64(options.Capacity)
	bits := math.Ceil(-keys * math.Log(options.FalsePositiveRate) / (math.Ln2 * math.Ln2))
	return &BloomFilter{
		bits:   uint64(bits),
		hashes: uint64(math.Max(1, math.Round(bits/keys*math.Ln2))),
		hash:   options.Hash,
		words:  make([]uint64, (uint64(bits)+63)/64),
	}
}

// Add adds the key.
func (b *BloomFilter) Add(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.set(key)
}

// MightContain returns false if the key was certainly never added.
func (b *BloomFilter) MightContain(key string) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.has(key)
}

// AddAll adds every key of the list.
func (b *BloomFilter) AddAll(keys []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, key := range keys {
		b.set(key)
	}
}

// Filter returns those keys of the list that might be contained, in its order.
func (b *BloomFilter) Filter(keys []string) []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var found []string
	for _, key := range keys {
		if b.has(key) {
			found = append(found, key)
		}
	}
	return found
}

// Bits returns how many bits the filter has.
func (b *BloomFilter) Bits() int {
	return int(b.bits)
}

// Hashes returns how many positions each key has.
func (b *BloomFilter) Hashes() int {
	return int(b.hashes)
}

// Merge adds whatever was added to the other filter.
func (b *BloomFilter) Merge(other *BloomFilter) error {
	if other.bits != b.bits || other.hashes != b.hashes {
		return ErrIncompatibleFilter
	}
	// One lock at a time, so that two filters can be merged into each other at once.
	theirs := other.copyOfWords()
	b.mu.Lock()
	defer b.mu.Unlock()
	for index, word := range theirs {
		b.words[index] |= word
	}
	return nil
}

func (b *BloomFilter) copyOfWords() []uint64 {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return append([]uint64(nil), b.words...)
}

func (b *BloomFilter) set(key string) {
	first, step := b.seeds(key)
	for index := uint64(0); index < b.hashes; index++ {
		position := (first + index*step) % b.bits
		b.words[position/64] |= 1 << (position % 64)
	}
}

func (b *BloomFilter) has(key string) bool {
	first, step := b.seeds(key)
	for index := uint64(0); index < b.hashes; index++ {
		position := (first + index*step) % b.bits
		if b.words[position/64]&(1<<(position%64)) == 0 {
			return false
		}
	}
	return true
}

// seeds are two hashes that make all positions: Kirsch and Mitzenmacher, Less Hashing, Same Performance.
func (b *BloomFilter) seeds(key string) (uint64, uint64) {
	return uint64(b.hash(key)), uint64(b.hash(key + "#"))
}

func fnv1a(key string) uint32 {
	hash := fnv.New32a()
	hash.Write([]byte(key))
	return hash.Sum32()
}
