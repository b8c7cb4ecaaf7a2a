// Package outlierdetector checks the health of hosts by the results of the requests to them.
package outlierdetector

import (
	"sort"
	"sync"
	"time"
)

// OutlierDetectorOptions says how a detector is made. A field that is zero takes its default.
type OutlierDetectorOptions struct {
	ConsecutiveErrors     int
	BaseEjectionMs        int64
	MaxEjectionMs         int64
	MaxEjectionPercent    int
	PanicThresholdPercent int
	Clock                 func() int64
}

type host struct {
	errors         int
	ejections      int64
	wasEjected     bool
	ejectedUntilMs int64
}

func (h *host) isEjected(nowMs int64) bool {
	return h.wasEjected && nowMs < h.ejectedUntilMs
}

// OutlierDetector is safe for use by several goroutines at once.
type OutlierDetector struct {
	options OutlierDetectorOptions

	mu    sync.Mutex
	hosts map[string]*host
}

// NewOutlierDetector returns a detector without hosts.
func NewOutlierDetector(options OutlierDetectorOptions) *OutlierDetector {
	if options.ConsecutiveErrors == 0 {
		options.ConsecutiveErrors = 5
	}
	if options.BaseEjectionMs == 0 {
		options.BaseEjectionMs = 30_000
	}
	if options.MaxEjectionMs == 0 {
		options.MaxEjectionMs = 300_000
	}
	if options.MaxEjectionPercent == 0 {
		options.MaxEjectionPercent = 10
	}
	if options.PanicThresholdPercent == 0 {
		options.PanicThresholdPercent = 50
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &OutlierDetector{options: options, hosts: map[string]*host{}}
}

// AddHost takes a host in; false when it is there already.
func (d *OutlierDetector) AddHost(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hosts[name] != nil {
		return false
	}
	d.hosts[name] = &host{}
	return true
}

// RemoveHost forgets a host; false when it was not there.
func (d *OutlierDetector) RemoveHost(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, isKnown := d.hosts[name]
	delete(d.hosts, name)
	return isKnown
}

// ReportSuccess notes that a request to the host has succeeded.
func (d *OutlierDetector) ReportSuccess(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if known := d.hosts[name]; known != nil && !known.isEjected(d.options.Clock()) {
		known.errors = 0
	}
}

// ReportError notes that a request to the host has failed, and returns whether this ejects it.
func (d *OutlierDetector) ReportError(name string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	nowMs := d.options.Clock()
	known := d.hosts[name]
	if known == nil || known.isEjected(nowMs) {
		return false
	}
	known.errors++
	if known.errors < d.options.ConsecutiveErrors || !d.hasRoom(nowMs) {
		return false
	}
	d.eject(known, nowMs)
	return true
}

// EjectedForMs returns what is left of the host's ejection; false when it is in service or not known.
func (d *OutlierDetector) EjectedForMs(name string) (int64, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	nowMs := d.options.Clock()
	known := d.hosts[name]
	if known == nil || !known.isEjected(nowMs) {
		return 0, false
	}
	return known.ejectedUntilMs - nowMs, true
}

// Available returns the hosts to send requests to, sorted.
func (d *OutlierDetector) Available() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	nowMs := d.options.Clock()
	isPanic := (len(d.hosts)-d.ejected(nowMs))*100 < d.options.PanicThresholdPercent*len(d.hosts)
	names := []string{}
	for name, known := range d.hosts {
		if isPanic || !known.isEjected(nowMs) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

func (d *OutlierDetector) ejected(nowMs int64) int {
	count := 0
	for _, known := range d.hosts {
		if known.isEjected(nowMs) {
			count++
		}
	}
	return count
}

func (d *OutlierDetector) hasRoom(nowMs int64) bool {
	ejected := d.ejected(nowMs)
	return ejected == 0 || (ejected+1)*100 <= d.options.MaxEjectionPercent*len(d.hosts)
}

func (d *OutlierDetector) eject(known *host, nowMs int64) {
	if known.wasEjected {
		known.ejections -= (nowMs - known.ejectedUntilMs) / d.options.BaseEjectionMs
		if known.ejections < 0 {
			known.ejections = 0
		}
	}
	known.ejections++
	known.errors = 0
	known.wasEjected = true
	lasts := d.options.BaseEjectionMs * known.ejections
	if lasts > d.options.MaxEjectionMs {
		lasts = d.options.MaxEjectionMs
	}
	known.ejectedUntilMs = nowMs + lasts
}
