package driver

import (
	"errors"
	"os"
	"reflect"
	"strconv"
	"sync/atomic"
	"syscall"

	"compendium/driver/clock"
)

type event int

const (
	entered event = iota
	finished
	stuck
)

// One call of the learner's code: what it was told to do, and what came of it.
type call struct {
	number     int64
	durationMs int64
	outcome    string
	// value and error are what the guarded function gives.
	value any
	error error
	held  bool
	// beside is what the function does besides, in calls side by side.
	beside func()
	gate   chan struct{}

	entered  int32
	finished bool
	// job is the learner's code; results are what it returned.
	job     func() []reflect.Value
	results []reflect.Value
	// panicked is set with the panic's value, or when the goroutine was ended.
	panicked   bool
	panicValue any
	line       int

	worker *worker
	news   chan event
}

func newCall(job func() []reflect.Value) *call {
	return &call{job: job, news: make(chan event, 4)}
}

// A value of the guarded function's own, told from all others by its address.
type givenValue struct {
	number int64
}

func (v *givenValue) GoString() string {
	return "<value " + strconv.FormatInt(v.number, 10) + ">"
}

func (v *givenValue) String() string {
	return v.GoString()
}

type givenError struct {
	number int64
}

func (e *givenError) Error() string {
	return "error " + strconv.FormatInt(e.number, 10)
}

// guardedCall is one that is handed a function with a scripted outcome.
func guardedCall(number int64, op *operation, rejection error) *call {
	c := newCall(nil)
	c.number = number
	c.durationMs = op.DurationMs
	c.outcome = op.Outcome
	c.held = op.Op == "begin"
	c.gate = make(chan struct{})
	c.value = valueOf(number, op.Value)
	c.error = errorOf(number, op.Raises, rejection)
	return c
}

func valueOf(number int64, which string) any {
	switch which {
	case "nothing":
		return nil
	case "zero":
		return 0
	case "false":
		return false
	case "empty":
		return ""
	case "error":
		return errors.New("returned as the value")
	}
	return &givenValue{number}
}

func errorOf(number int64, which string, rejection error) error {
	switch which {
	case "rejection":
		return rejection
	case "builtin":
		return &os.PathError{Op: "connect", Path: "call " + strconv.FormatInt(number, 10), Err: syscall.ECONNREFUSED}
	}
	return &givenError{number}
}

// function is what the learner's code is handed.
func (c *call) function() (any, error) {
	runs := atomic.AddInt32(&c.entered, 1)
	if c.beside != nil {
		c.beside()
	}
	if c.held && runs == 1 {
		c.news <- entered
		<-c.gate
	}
	if runs == 1 {
		clock.AdvanceMs(c.durationMs)
	}
	if c.outcome == "error" {
		return nil, c.error
	}
	return c.value, nil
}

// run calls the learner's code, whatever it does. False when its goroutine cannot be used again.
func (c *call) run() (reusable bool) {
	defer func() {
		if !reusable {
			c.panicValue = recover()
			c.panicked = true
			c.line = panicLine()
			reusable = c.panicValue != nil
		}
		c.finished = true
		c.news <- finished
	}()
	c.results = c.job()
	return true
}

// A goroutine that is used again and again for calls; a call that stays in flight keeps it.
type worker struct {
	id   string
	jobs chan *call
}

type crew struct {
	idle []*worker
	// hired counts those whose goroutine has not ended.
	hired int32
}

func (c *crew) start(one *call) {
	var chosen *worker
	if last := len(c.idle) - 1; last >= 0 {
		chosen, c.idle = c.idle[last], c.idle[:last]
	} else {
		chosen = c.hire()
	}
	one.worker = chosen
	chosen.jobs <- one
}

func (c *crew) hire() *worker {
	hired := &worker{jobs: make(chan *call)}
	ready := make(chan string)
	atomic.AddInt32(&c.hired, 1)
	go func() {
		defer atomic.AddInt32(&c.hired, -1)
		ready <- clock.Foreground()
		for one := range hired.jobs {
			if !one.run() {
				return
			}
		}
	}()
	hired.id = <-ready
	return hired
}

// count is that of goroutines which belong to it.
func (c *crew) count() int {
	return int(atomic.LoadInt32(&c.hired))
}

// release takes back the goroutine of a call that has ended, unless the call ended it as well.
func (c *crew) release(one *call) {
	if !one.panicked || one.panicValue != nil {
		c.idle = append(c.idle, one.worker)
	}
}
