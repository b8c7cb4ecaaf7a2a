// Package phidetector holds a failure detector that tells how surprising a silence is.
package phidetector

import (
	"math"
	"sync"
	"time"
)

const most = 300

// PhiDetectorOptions says how a detector is made. A field that is zero takes its default.
type PhiDetectorOptions struct {
	Threshold         float64
	WindowSize        int
	MinStdDeviationMs int64
	AcceptablePauseMs int64
	FirstIntervalMs   int64
	Clock             func() int64
}

// PhiDetector is safe for use by several goroutines at once.
type PhiDetector struct {
	options PhiDetectorOptions

	mu        sync.Mutex
	intervals []int64
	sum       int64
	squares   int64
	isBegun   bool
	lastMs    int64
}

// NewPhiDetector returns a detector that has not heard anything yet.
func NewPhiDetector(options PhiDetectorOptions) *PhiDetector {
	if options.Threshold == 0 {
		options.Threshold = 8
	}
	if options.WindowSize == 0 {
		options.WindowSize = 1000
	}
	if options.MinStdDeviationMs == 0 {
		options.MinStdDeviationMs = 100
	}
	if options.FirstIntervalMs == 0 {
		options.FirstIntervalMs = 1000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &PhiDetector{options: options}
}

// Heartbeat notes that a heartbeat has come, now.
func (d *PhiDetector) Heartbeat() {
	d.mu.Lock()
	defer d.mu.Unlock()
	nowMs := d.options.Clock()
	if !d.isBegun {
		quarter := d.options.FirstIntervalMs / 4
		d.add(d.options.FirstIntervalMs - quarter)
		d.add(d.options.FirstIntervalMs + quarter)
		d.isBegun = true
	} else if d.phiAt(nowMs) < d.options.Threshold {
		d.add(nowMs - d.lastMs)
	}
	d.lastMs = nowMs
}

// Phi returns how surprising the present silence is.
func (d *PhiDetector) Phi() float64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.phiAt(d.options.Clock())
}

// IsAvailable tells whether phi is below the threshold.
func (d *PhiDetector) IsAvailable() bool {
	return d.Phi() < d.options.Threshold
}

// add appends an interval, and drops the oldest when there are too many.
func (d *PhiDetector) add(interval int64) {
	d.intervals = append(d.intervals, interval)
	d.sum += interval
	d.squares += interval * interval
	if len(d.intervals) > d.options.WindowSize {
		oldest := d.intervals[0]
		d.intervals = d.intervals[1:]
		d.sum -= oldest
		d.squares -= oldest * oldest
	}
}

func (d *PhiDetector) phiAt(nowMs int64) float64 {
	if !d.isBegun {
		return 0
	}
	n := float64(len(d.intervals))
	mean := float64(d.sum) / n
	variance := math.Max(0, float64(d.squares)/n-mean*mean)
	deviation := math.Max(math.Sqrt(variance), float64(d.options.MinStdDeviationMs))
	y := (float64(nowMs-d.lastMs-d.options.AcceptablePauseMs) - mean) / deviation
	g := y * (1.5976 + 0.070566*y*y)
	if g > most*math.Ln10 {
		return most
	}
	return math.Log10(1 + math.Exp(g))
}
