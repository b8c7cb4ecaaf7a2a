package driver

import (
	"sync/atomic"
	"time"
)

const (
	tick = 5 * time.Millisecond
	// Waits are counted instead of seconds because on a starved machine the waiting itself is starved as well.
	// A call of which nothing more can come is stuck after so many looks,
	lockTicks = 8
	// one that a timer may still wake after so many,
	blockedTicks = 40
	// one that runs all the time after so many, each of which lets it run for 10 ms (sysmon, in the runtime),
	runningTicks = 60
	// and any other after so many.
	stuckTicks = 300
)

// The monitor tells the driver of a call that will not come back.
type monitor struct {
	// waits counts the waits that have begun.
	waits   int64
	current atomic.Value
}

var watch monitor

// await gives the next thing that happens to the call.
func (m *monitor) await(c *call) event {
	select {
	case news := <-c.news:
		return news
	default:
	}
	m.current.Store(c)
	atomic.AddInt64(&m.waits, 1)
	news := <-c.news
	atomic.AddInt64(&m.waits, 1)
	return news
}

// run looks, for ever, whether the wait of the last look is still the same. Waits have odd numbers.
func (m *monitor) run() {
	last, ticks, same, state := int64(0), 0, 0, 0
	for {
		time.Sleep(tick)
		wait := atomic.LoadInt64(&m.waits)
		if wait%2 == 0 || wait != last {
			last, ticks, same, state = wait, 0, 0, 0
			continue
		}
		ticks++
		// A look at every goroutine stops them all: a call that is merely slow is not looked at often.
		if ticks%4 != 0 {
			continue
		}
		c := m.current.Load().(*call)
		if needed := neededTicks(c); needed == state {
			same += 4
		} else {
			same, state = 4, needed
		}
		if (same >= state || ticks >= stuckTicks) && atomic.LoadInt64(&m.waits) == wait {
			c.news <- stuck
			last, ticks, same, state = 0, 0, 0, 0
		}
	}
}

// neededTicks is how long the call must look as it does now before it is taken for stuck.
func neededTicks(c *call) int {
	needed := stuckTicks
	for _, one := range goroutines() {
		switch {
		case one.id == c.worker.id && one.isRunning():
			return runningTicks
		case one.id == c.worker.id && !one.isBlocked():
			return stuckTicks
		case one.id == c.worker.id && one.waitsForLock():
			needed = lockTicks
		case one.id == c.worker.id:
			needed = blockedTicks
		case one.isProgram() && !one.isBlocked():
			return stuckTicks
		}
	}
	return needed
}

// stuckLine is the line of the learner's file that the call does not get past.
func stuckLine(c *call) int {
	for _, one := range goroutines() {
		if one.id == c.worker.id {
			return one.line()
		}
	}
	return 0
}
