// Package deadlinebudget keeps the time that one request may still take.
package deadlinebudget

import (
	"errors"
	"strconv"
	"sync"
	"time"
)

// ErrInvalidTimeout says that a header is no grpc-timeout.
var ErrInvalidTimeout = errors.New("the header is no timeout")

// ErrDeadlineExceeded says that no time is left for a call.
var ErrDeadlineExceeded = errors.New("no time is left for a call")

const most = 99_999_999

// DeadlineBudgetOptions says how a budget is made. A field that is zero takes its default.
type DeadlineBudgetOptions struct {
	TimeoutMs int64
	ReserveMs int64
	Clock     func() int64
}

// DeadlineBudget is safe for use by several goroutines at once.
type DeadlineBudget struct {
	reserveMs int64
	clock     func() int64

	mu         sync.Mutex
	latestMs   int64
	deadlineMs int64
}

// NewDeadlineBudget returns a budget that starts now.
func NewDeadlineBudget(options DeadlineBudgetOptions) *DeadlineBudget {
	if options.TimeoutMs == 0 {
		options.TimeoutMs = 1000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	nowMs := options.Clock()
	return &DeadlineBudget{
		reserveMs:  options.ReserveMs,
		clock:      options.Clock,
		latestMs:   nowMs,
		deadlineMs: nowMs + options.TimeoutMs,
	}
}

// Receive brings the deadline nearer, and returns the milliseconds that are left; or ErrInvalidTimeout.
func (b *DeadlineBudget) Receive(header string) (int64, error) {
	nowMs := b.now()
	timeoutMs, err := parse(header)
	if err != nil {
		return 0, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if nowMs+timeoutMs < b.deadlineMs {
		b.deadlineMs = nowMs + timeoutMs
	}
	if b.deadlineMs < nowMs {
		return 0, nil
	}
	return b.deadlineMs - nowMs, nil
}

// RemainingMs returns the milliseconds until the deadline, never less than 0.
func (b *DeadlineBudget) RemainingMs() int64 {
	if left := b.left(); left > 0 {
		return left
	}
	return 0
}

// IsExpired tells whether the deadline is reached.
func (b *DeadlineBudget) IsExpired() bool {
	return b.left() <= 0
}

// ChildTimeoutMs returns how long a call may take; ErrDeadlineExceeded when there is no time for one.
func (b *DeadlineBudget) ChildTimeoutMs(wantedMs int64) (int64, error) {
	spareMs := b.left() - b.reserveMs
	if spareMs <= 0 {
		return 0, ErrDeadlineExceeded
	}
	if wantedMs < spareMs {
		return wantedMs, nil
	}
	return spareMs, nil
}

// ChildHeader returns the same as a grpc-timeout.
func (b *DeadlineBudget) ChildHeader(wantedMs int64) (string, error) {
	timeoutMs, err := b.ChildTimeoutMs(wantedMs)
	if err != nil {
		return "", err
	}
	return format(timeoutMs), nil
}

func (b *DeadlineBudget) left() int64 {
	nowMs := b.now()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.deadlineMs - nowMs
}

// now returns the latest time seen: a clock that is set back gives nothing back.
func (b *DeadlineBudget) now() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if nowMs := b.clock(); nowMs > b.latestMs {
		b.latestMs = nowMs
	}
	return b.latestMs
}

func parse(header string) (int64, error) {
	last := len(header) - 1
	if last < 1 || last > 8 {
		return 0, ErrInvalidTimeout
	}
	var value int64
	for _, digit := range []byte(header[:last]) {
		if digit < '0' || digit > '9' {
			return 0, ErrInvalidTimeout
		}
		value = value*10 + int64(digit-'0')
	}
	switch header[last] {
	case 'H':
		return value * 3_600_000, nil
	case 'M':
		return value * 60_000, nil
	case 'S':
		return value * 1000, nil
	case 'm':
		return value, nil
	case 'u':
		return value / 1000, nil
	case 'n':
		return value / 1_000_000, nil
	}
	return 0, ErrInvalidTimeout
}

func format(timeoutMs int64) string {
	units := []struct {
		name string
		size int64
	}{{"m", 1}, {"S", 1000}, {"M", 60_000}, {"H", 3_600_000}}
	for _, unit := range units {
		if count := timeoutMs / unit.size; count <= most {
			return strconv.FormatInt(count, 10) + unit.name
		}
	}
	return strconv.FormatInt(most, 10) + "H"
}
