// Package clock is the virtual time of a sequence: the clock that a program is given, and what stands for
// the clock of the system with its timers.
package clock

import (
	"bytes"
	"runtime"
	"sync"
)

const (
	// systemStartMs is far from the given clock when the system's stands still: who mixes the two shall not
	// be right by accident.
	systemStartMs = 1700000000000
	// mostFired bounds what one step of time sets off: a ticker of a nanosecond, and years that pass.
	mostFired = 10000
	// turns is how often others may go on after a timer has fired, before time goes on.
	turns = 16
)

// A Timer is one that is due at a moment of virtual time.
type Timer struct {
	dueNs int64
	fire  func()
	// order tells which was set first of those that are due at the same moment.
	order int64
	// given is one of the scheduler that a program is given: it goes on while the system's clock stands still.
	given bool
}

var (
	lock     sync.Mutex
	nowNs    int64
	systemNs int64
	frozen   bool
	timers   []*Timer
	count    int64
	// foreground are the goroutines of calls: one of them that sleeps makes time pass.
	foreground = map[string]bool{}
	// flying are calls side by side: who sleeps waits until the grader lets time pass.
	flying bool
)

// Never is later than anything.
const Never = int64(1) << 62

// Reset starts the time of a sequence. Timers of the one before never fire.
func Reset(startMs int64, isFrozen bool) {
	lock.Lock()
	defer lock.Unlock()
	nowNs, systemNs, frozen, timers, flying = startMs*1e6, startMs*1e6, isFrozen, nil, false
	if isFrozen {
		systemNs = systemStartMs * 1e6
	}
}

// NowMs is what the given clock shows.
func NowMs() int64 {
	lock.Lock()
	defer lock.Unlock()
	return nowNs / 1e6
}

// SystemNs is what stands for the clock of the system.
func SystemNs() int64 {
	lock.Lock()
	defer lock.Unlock()
	return systemNs
}

// AdvanceMs lets time pass, or sets the clocks back.
func AdvanceMs(ms int64) {
	Advance(ms * 1e6)
}

// Advance lets time pass, and fires what is due on the way, unless the system's clock stands still.
func Advance(ns int64) {
	lock.Lock()
	target := nowNs + ns
	for fired := 0; !frozen && fired < mostFired; fired++ {
		due := takeDue(target)
		if due == nil {
			break
		}
		if due.dueNs > nowNs {
			nowNs, systemNs = due.dueNs, due.dueNs
		}
		lock.Unlock()
		due.fire()
		for turn := 0; turn < turns; turn++ {
			runtime.Gosched()
		}
		lock.Lock()
	}
	nowNs = target
	if !frozen {
		systemNs = target
	}
	lock.Unlock()
}

// NowNs is what the given clock shows, in nanoseconds.
func NowNs() int64 {
	lock.Lock()
	defer lock.Unlock()
	return nowNs
}

// PassTo sets the clocks.
func PassTo(ns int64) {
	lock.Lock()
	defer lock.Unlock()
	passTo(ns)
}

func passTo(ns int64) {
	nowNs = ns
	if !frozen {
		systemNs = ns
	}
}

// FireNext fires the timer that is due first by then, at its time. False when there is none.
func FireNext(target int64) bool {
	lock.Lock()
	due := takeDue(target)
	if due != nil && due.dueNs > nowNs {
		passTo(due.dueNs)
	}
	lock.Unlock()
	if due == nil {
		return false
	}
	due.fire()
	return true
}

func takeDue(target int64) *Timer {
	first := -1
	for index, one := range timers {
		if one.dueNs > target || frozen && !one.given {
			continue
		}
		if first == -1 || one.dueNs < timers[first].dueNs || one.dueNs == timers[first].dueNs && one.order < timers[first].order {
			first = index
		}
	}
	if first == -1 {
		return nil
	}
	due := timers[first]
	timers = append(timers[:first], timers[first+1:]...)
	return due
}

// Set makes a timer that calls fire once so many nanoseconds have passed. It must not block.
func Set(ns int64, fire func()) *Timer {
	return set(ns, fire, false)
}

// SetGiven is the same for the scheduler that a program is given.
func SetGiven(ns int64, fire func()) *Timer {
	return set(ns, fire, true)
}

func set(ns int64, fire func(), isGiven bool) *Timer {
	lock.Lock()
	defer lock.Unlock()
	count++
	made := &Timer{dueNs: nowNs + ns, fire: fire, order: count, given: isGiven}
	timers = append(timers, made)
	return made
}

// Stop tells whether the timer was still to fire, which it will not do now.
func (t *Timer) Stop() bool {
	lock.Lock()
	defer lock.Unlock()
	for index, one := range timers {
		if one == t {
			timers = append(timers[:index], timers[index+1:]...)
			return true
		}
	}
	return false
}

// Sleep lets time pass where a call sleeps. A goroutine that the program started for itself waits until
// time has passed.
func Sleep(ns int64) {
	if ns <= 0 {
		runtime.Gosched()
		return
	}
	if isForeground() {
		Advance(ns)
		return
	}
	woken := make(chan struct{})
	Set(ns, func() { close(woken) })
	<-woken
}

// Foreground says that calls run in the goroutine that asks, and gives its number.
func Foreground() string {
	id := goroutineID()
	lock.Lock()
	defer lock.Unlock()
	foreground[id] = true
	return id
}

func isForeground() bool {
	id := goroutineID()
	lock.Lock()
	defer lock.Unlock()
	return foreground[id] && !flying
}

// Fly says that from now on calls are in flight side by side.
func Fly() {
	lock.Lock()
	flying = true
	lock.Unlock()
}

// Land says that from now on calls come in turn again.
func Land() {
	lock.Lock()
	flying = false
	lock.Unlock()
}

// goroutineID reads "goroutine 18 [running]:".
func goroutineID() string {
	buffer := make([]byte, 64)
	text := bytes.TrimPrefix(buffer[:runtime.Stack(buffer, false)], []byte("goroutine "))
	id, _, _ := bytes.Cut(text, []byte(" "))
	return string(id)
}
