// Package idgenerator gives ids of 64 bits: time, node, sequence.
package idgenerator

import (
	"errors"
	"math"
	"sync"
	"time"
)

// ErrClockMovedBack says that the clock shows an earlier time than at the last id.
var ErrClockMovedBack = errors.New("the clock moved back")

// ErrOutOfRange says that the time is before the epoch, or does not fit into an id.
var ErrOutOfRange = errors.New("the time is out of range")

const timeBits = 41

// IdGeneratorOptions says how a generator is made. A field that is zero takes its default, but for Node.
type IdGeneratorOptions struct {
	Node         int64
	EpochMs      int64
	NodeBits     int
	SequenceBits int
	Clock        func() int64
}

// IdGenerator is safe for use by several goroutines at once.
type IdGenerator struct {
	node         int64
	epochMs      int64
	nodeBits     int
	sequenceBits int
	clock        func() int64
	mu           sync.Mutex
	// What the clock showed at the last id, and what that id says. They differ when we are ahead.
	seenMs   int64
	timeMs   int64
	sequence int64
}

// NewIdGenerator returns a generator that has given no id yet.
func NewIdGenerator(options IdGeneratorOptions) *IdGenerator {
	if options.EpochMs == 0 {
		options.EpochMs = 1735689600000
	}
	if options.NodeBits == 0 {
		options.NodeBits = 10
	}
	if options.SequenceBits == 0 {
		options.SequenceBits = 12
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &IdGenerator{
		node:         options.Node,
		epochMs:      options.EpochMs,
		nodeBits:     options.NodeBits,
		sequenceBits: options.SequenceBits,
		clock:        options.Clock,
		seenMs:       math.MinInt64,
		timeMs:       math.MinInt64,
	}
}

// NextId returns a new id, ErrClockMovedBack or ErrOutOfRange.
func (g *IdGenerator) NextId() (int64, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	nowMs := g.clock()
	if nowMs < g.seenMs {
		return 0, ErrClockMovedBack
	}
	timeMs, sequence := g.following(nowMs)
	sinceMs := timeMs - g.epochMs
	if sinceMs < 0 || sinceMs >= 1<<timeBits {
		return 0, ErrOutOfRange
	}
	g.seenMs, g.timeMs, g.sequence = nowMs, timeMs, sequence
	return sinceMs<<(g.nodeBits+g.sequenceBits) | g.node<<g.sequenceBits | sequence, nil
}

// TimestampOf returns the time in the id, in milliseconds since 1970.
func (g *IdGenerator) TimestampOf(id int64) int64 {
	return id>>(g.nodeBits+g.sequenceBits) + g.epochMs
}

// NodeOf returns the number of the node that gave the id.
func (g *IdGenerator) NodeOf(id int64) int64 {
	return id >> g.sequenceBits & (1<<g.nodeBits - 1)
}

// SequenceOf returns the sequence number in the id.
func (g *IdGenerator) SequenceOf(id int64) int64 {
	return id & g.lastSequence()
}

// following returns time and sequence number of the next id.
func (g *IdGenerator) following(nowMs int64) (timeMs, sequence int64) {
	if nowMs > g.timeMs {
		return nowMs, 0
	}
	if g.sequence < g.lastSequence() {
		return g.timeMs, g.sequence + 1
	}
	return g.timeMs + 1, 0
}

func (g *IdGenerator) lastSequence() int64 {
	return 1<<g.sequenceBits - 1
}
