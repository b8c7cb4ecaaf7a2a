// Package countminsketch counts keys in a fixed number of counters, never too low.
package countminsketch

import (
	"errors"
	"hash/fnv"
	"sync"
)

// ErrInvalidCount tells that a count below 1 was to be added.
var ErrInvalidCount = errors.New("a count is at least 1")

// ErrIncompatibleSketch tells that the other sketch has another shape, so that its counters mean something else.
var ErrIncompatibleSketch = errors.New("the sketches differ in shape")

// CountMinSketchOptions says how a sketch is made. A field that is zero takes its default.
type CountMinSketchOptions struct {
	Width int
	Depth int
	Hash  func(string) uint32
}

// CountMinSketch is safe for use by several goroutines at once.
type CountMinSketch struct {
	width uint64
	hash  func(string) uint32
	mu    sync.RWMutex
	rows  [][]int64
	total int64
}

// NewCountMinSketch returns a sketch in which nothing was counted.
func NewCountMinSketch(options CountMinSketchOptions) *CountMinSketch {
	if options.Width == 0 {
		options.Width = 1000
	}
	if options.Depth == 0 {
		options.Depth = 4
	}
	if options.Hash == nil {
		options.Hash = fnv1a
	}
	rows := make([][]int64, options.Depth)
	for row := range rows {
		rows[row] = make([]int64, options.Width)
	}
	return &CountMinSketch{width: uint64(options.Width), hash: options.Hash, rows: rows}
}

// Add counts the key count times more.
func (s *CountMinSketch) Add(key string, count int64) error {
	if count < 1 {
		return ErrInvalidCount
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.increase(key, count)
	return nil
}

// AddAll counts each key of the list once.
func (s *CountMinSketch) AddAll(keys []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys {
		s.increase(key, 1)
	}
}

// Estimate returns how often the key came at most.
func (s *CountMinSketch) Estimate(key string) int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.least(key)
}

// EstimateAll returns the estimate of each key of the list, in its order.
func (s *CountMinSketch) EstimateAll(keys []string) []int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	estimates := make([]int64, 0, len(keys))
	for _, key := range keys {
		estimates = append(estimates, s.least(key))
	}
	return estimates
}

// Total returns the sum of all counts that were added.
func (s *CountMinSketch) Total() int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.total
}

// Counters returns how many counters the sketch has, all rows together.
func (s *CountMinSketch) Counters() int {
	return int(s.width) * len(s.rows)
}

// Merge adds whatever was counted in the other sketch.
func (s *CountMinSketch) Merge(other *CountMinSketch) error {
	if other.width != s.width || len(other.rows) != len(s.rows) {
		return ErrIncompatibleSketch
	}
	// One lock at a time, so that two sketches can be merged into each other at once.
	theirs, total := other.snapshot()
	s.mu.Lock()
	defer s.mu.Unlock()
	for row, counters := range theirs {
		for column, count := range counters {
			s.rows[row][column] += count
		}
	}
	s.total += total
	return nil
}

func (s *CountMinSketch) snapshot() ([][]int64, int64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows := make([][]int64, len(s.rows))
	for row := range rows {
		rows[row] = append([]int64(nil), s.rows[row]...)
	}
	return rows, s.total
}

func (s *CountMinSketch) increase(key string, count int64) {
	first, step := s.seeds(key)
	for row := range s.rows {
		column := (first + uint64(row)*step) % s.width
		s.rows[row][column] += count
	}
	s.total += count
}

func (s *CountMinSketch) least(key string) int64 {
	first, step := s.seeds(key)
	var least int64
	for row := range s.rows {
		column := (first + uint64(row)*step) % s.width
		if row == 0 || s.rows[row][column] < least {
			least = s.rows[row][column]
		}
	}
	return least
}

// seeds are two hashes that make the columns of all rows.
func (s *CountMinSketch) seeds(key string) (uint64, uint64) {
	return uint64(s.hash(key)), uint64(s.hash(key + "#"))
}

func fnv1a(key string) uint32 {
	hash := fnv.New32a()
	hash.Write([]byte(key))
	return hash.Sum32()
}
