// Package hyperloglog estimates how many different keys have come, in a fixed number of registers.
package hyperloglog

import (
	"errors"
	"hash/fnv"
	"math"
	"math/bits"
	"sync"
)

// ErrIncompatibleEstimator tells that the other estimator has another precision, so that its registers mean
// something else.
var ErrIncompatibleEstimator = errors.New("the estimators differ in precision")

// HyperLogLogOptions says how an estimator is made. A field that is zero takes its default.
type HyperLogLogOptions struct {
	Precision int
	Hash      func(string) uint32
}

// HyperLogLog is safe for use by several goroutines at once.
type HyperLogLog struct {
	precision int
	hash      func(string) uint32
	mu        sync.RWMutex
	ranks     []uint8
}

// NewHyperLogLog returns an estimator that has noted nothing.
func NewHyperLogLog(options HyperLogLogOptions) *HyperLogLog {
	if options.Precision == 0 {
		options.Precision = 12
	}
	if options.Hash == nil {
		options.Hash = fnv1a
	}
	return &HyperLogLog{
		precision: options.Precision,
		hash:      options.Hash,
		ranks:     make([]uint8, 1<<options.Precision),
	}
}

// Add notes the key.
func (h *HyperLogLog) Add(key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.note(key)
}

// AddAll notes every key of the list.
func (h *HyperLogLog) AddAll(keys []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, key := range keys {
		h.note(key)
	}
}

// Count returns about how many different keys have come.
func (h *HyperLogLog) Count() int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	size := float64(len(h.ranks))
	zeros, sum := 0, 0.0
	for _, rank := range h.ranks {
		if rank == 0 {
			zeros++
		}
		sum += math.Ldexp(1, -int(rank))
	}
	alpha := 0.7213 / (1 + 1.079/size)
	estimate := alpha * size * size / sum
	if estimate <= 2.5*size && zeros > 0 {
		// Few keys: how many registers are still empty tells more than their ranks.
		estimate = size * math.Log(size/float64(zeros))
	}
	return int(math.Round(estimate))
}

// Registers returns how many registers there are.
func (h *HyperLogLog) Registers() int {
	return len(h.ranks)
}

// Merge notes whatever the other estimator has noted.
func (h *HyperLogLog) Merge(other *HyperLogLog) error {
	if other.precision != h.precision {
		return ErrIncompatibleEstimator
	}
	// One lock at a time, so that two estimators can be merged into each other at once.
	theirs := other.copyOfRanks()
	h.mu.Lock()
	defer h.mu.Unlock()
	for index, rank := range theirs {
		h.raise(uint32(index), rank)
	}
	return nil
}

func (h *HyperLogLog) copyOfRanks() []uint8 {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return append([]uint8(nil), h.ranks...)
}

// note takes the register from the first bits of the hash, and the rank from the place of the first 1 in the rest.
func (h *HyperLogLog) note(key string) {
	hash := h.hash(key)
	index := hash >> (32 - h.precision)
	zeros := bits.LeadingZeros32(hash << h.precision)
	if zeros > 32-h.precision {
		zeros = 32 - h.precision
	}
	rank := uint8(zeros + 1)
	h.raise(index, rank)
}

func (h *HyperLogLog) raise(index uint32, rank uint8) {
	if h.ranks[index] < rank {
		h.ranks[index] = rank
	}
}

func fnv1a(key string) uint32 {
	hash := fnv.New32a()
	hash.Write([]byte(key))
	return hash.Sum32()
}
