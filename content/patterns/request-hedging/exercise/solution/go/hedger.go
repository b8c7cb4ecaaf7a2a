// Package hedger sends another attempt beside one that is slow; the first answer counts.
package hedger

import (
	"errors"
	"sync"
	"time"
)

// ErrPermanent is returned by send, as it is or wrapped, when no other attempt will do better.
var ErrPermanent = errors.New("no other attempt will do better")

// HedgerOptions says how a hedger is made. A field that is zero takes its default.
type HedgerOptions struct {
	MaxAttempts   int
	HedgeDelayMs  int64
	BudgetPercent int
	BudgetCap     int
	Schedule      func(delayMs int64, callback func()) (cancel func())
}

// Hedger is safe for use by several goroutines at once.
type Hedger struct {
	options HedgerOptions
	mu      sync.Mutex
	// budget is in hundredths of a hedge, so that every sum is exact.
	budget int
}

// A call is over when its outcome is known; from then on it is never changed.
type call struct {
	send      func(attempt int) (any, error)
	sent      int
	inFlight  map[int]bool
	isRefused bool
	isOver    bool
	stopTimer func()
	value     any
	err       error
	over      chan struct{}
}

// NewHedger returns a hedger whose budget is full.
func NewHedger(options HedgerOptions) *Hedger {
	if options.MaxAttempts == 0 {
		options.MaxAttempts = 2
	}
	if options.HedgeDelayMs == 0 {
		options.HedgeDelayMs = 100
	}
	if options.BudgetPercent == 0 {
		options.BudgetPercent = 10
	}
	if options.BudgetCap == 0 {
		options.BudgetCap = 10
	}
	if options.Schedule == nil {
		options.Schedule = afterFunc
	}
	return &Hedger{options: options, budget: options.BudgetCap * 100}
}

// Call returns what the first of send(1), send(2), ... returns that succeeds, and cancels those in flight.
func (h *Hedger) Call(send func(attempt int) (any, error), cancel func(attempt int)) (any, error) {
	c := &call{send: send, inFlight: map[int]bool{}, stopTimer: func() {}, over: make(chan struct{})}
	h.mu.Lock()
	h.earn()
	h.start(c)
	h.mu.Unlock()
	<-c.over
	for attempt := range c.inFlight {
		cancel(attempt)
	}
	return c.value, c.err
}

// HedgesLeft returns how many whole hedges the budget holds now.
func (h *Hedger) HedgesLeft() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.budget / 100
}

func (h *Hedger) earn() {
	h.budget += h.options.BudgetPercent
	if most := h.options.BudgetCap * 100; h.budget > most {
		h.budget = most
	}
}

// start sends an attempt in a goroutine of its own, since any of them may hang. Wants the lock held.
func (h *Hedger) start(c *call) {
	c.sent++
	attempt := c.sent
	c.inFlight[attempt] = true
	c.stopTimer()
	if attempt < h.options.MaxAttempts {
		c.stopTimer = h.options.Schedule(h.options.HedgeDelayMs, func() { h.hedge(c, attempt) })
	}
	go h.run(c, attempt)
}

// hedge is for a timer, which may go off while it is being stopped: only the latest attempt's counts.
func (h *Hedger) hedge(c *call, latest int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !c.isOver && c.sent == latest {
		h.startNext(c)
	}
}

// startNext tells whether one was sent. Wants the lock held.
func (h *Hedger) startNext(c *call) bool {
	if c.sent >= h.options.MaxAttempts || c.isRefused {
		return false
	}
	if h.budget < 100 {
		c.isRefused = true
		c.stopTimer()
		return false
	}
	h.budget -= 100
	h.start(c)
	return true
}

func (h *Hedger) run(c *call, attempt int) {
	value, err := c.send(attempt)
	h.mu.Lock()
	defer h.mu.Unlock()
	if c.isOver {
		return
	}
	delete(c.inFlight, attempt)
	mayGoOn := err != nil && !errors.Is(err, ErrPermanent)
	if mayGoOn && (h.startNext(c) || len(c.inFlight) > 0) {
		return
	}
	c.value, c.err = value, err
	c.isOver = true
	c.stopTimer()
	close(c.over)
}

func afterFunc(delayMs int64, callback func()) func() {
	timer := time.AfterFunc(time.Duration(delayMs)*time.Millisecond, callback)
	return func() { timer.Stop() }
}
