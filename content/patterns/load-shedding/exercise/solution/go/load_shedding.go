// Package loadshedder sheds requests by criticality while the queue does not drain.
package loadshedder

import (
	"sync"
	"time"
)

// At this level a request of this kind is shed. What is not listed counts as critical.
var shedFrom = map[string]int{"sheddable": 1, "sheddable_plus": 2, "critical": 3, "critical_plus": 4}

const highestLevel = 3

// LoadShedderOptions says how a shedder is made. A field that is zero takes its default.
type LoadShedderOptions struct {
	TargetMs      int64
	ResumeMs      int64
	IntervalMs    int64
	CalmIntervals int
	Clock         func() int64
}

// LoadShedder is safe for use by several goroutines at once.
type LoadShedder struct {
	options LoadShedderOptions
	mu      sync.Mutex
	level   int
	// Calm intervals in a row.
	calm     int
	endsAtMs int64
	// The smallest delay of the interval that is not over, if there is any.
	hasDelay   bool
	smallestMs int64
}

// NewLoadShedder returns a shedder that takes all requests.
func NewLoadShedder(options LoadShedderOptions) *LoadShedder {
	setDefault(&options.TargetMs, 20)
	setDefault(&options.ResumeMs, 10)
	setDefault(&options.IntervalMs, 1000)
	if options.CalmIntervals == 0 {
		options.CalmIntervals = 2
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &LoadShedder{options: options, endsAtMs: options.Clock() + options.IntervalMs}
}

func setDefault(option *int64, value int64) {
	if *option == 0 {
		*option = value
	}
}

// RecordDelay says how long the request waited that is taken out of the queue now.
func (s *LoadShedder) RecordDelay(delayMs int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	if !s.hasDelay || delayMs < s.smallestMs {
		s.hasDelay, s.smallestMs = true, delayMs
	}
}

// Admit returns whether a request of this criticality is taken now.
func (s *LoadShedder) Admit(criticality string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	from, known := shedFrom[criticality]
	if !known {
		from = shedFrom["critical"]
	}
	return s.level < from
}

// Level returns how many kinds of requests are shed now.
func (s *LoadShedder) Level() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle()
	return s.level
}

// settle judges all intervals that are over.
func (s *LoadShedder) settle() {
	for nowMs := s.options.Clock(); nowMs >= s.endsAtMs; s.endsAtMs += s.options.IntervalMs {
		s.judge(s.smallestMs)
		s.hasDelay, s.smallestMs = false, 0
	}
}

func (s *LoadShedder) judge(smallestMs int64) {
	switch {
	case smallestMs > s.options.TargetMs:
		s.calm = 0
		if s.level < highestLevel {
			s.level++
		}
	case smallestMs > s.options.ResumeMs:
		s.calm = 0
	default:
		s.calm++
		if s.calm < s.options.CalmIntervals {
			return
		}
		s.calm = 0
		if s.level > 0 {
			s.level--
		}
	}
}
