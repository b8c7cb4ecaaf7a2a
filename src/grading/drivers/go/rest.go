package driver

import (
	"runtime"
	"strings"
	"time"

	"compendium/driver/clock"
)

const (
	// One goroutine runs at a time, and whoever yields does so to all others that can go on: after so many
	// turns in a row that were as short as a turn of nobody, nobody can.
	shortTurns = 24
	shortTurn  = 4 * time.Millisecond
	// A goroutine that does not stop is made to after 10 ms (sysmon, in the runtime): so many of these are
	// more than a method needs.
	longTurns = 80
	// What is not blocked and does not run waits for the world: so often it is waited for.
	mostLooks = 300
)

// settle lets everything that can go on do so, and calls back what is due, until nothing more happens. False when a goroutine goes on for ever.
func (f *flights) settle() bool {
	for {
		if !f.rest() {
			return false
		}
		if !clock.FireNext(clock.NowNs()) {
			return true
		}
	}
}

// advance lets time pass, and calls back what is due on the way.
func (f *flights) advance(ms int64) bool {
	target := clock.NowNs() + ms*1e6
	for clock.FireNext(target) {
		if !f.rest() {
			return false
		}
	}
	clock.PassTo(target)
	return true
}

// rest waits until nothing can go on. Yields alone do not tell: a goroutine that helps the collector of
// garbage is neither blocked nor able to run.
func (f *flights) rest() bool {
	defer f.release()
	for look := 0; look < mostLooks; look++ {
		if !yield() {
			_, runs := runner()
			return !runs
		}
		if isAllBlocked() {
			return true
		}
		time.Sleep(time.Millisecond)
	}
	return true
}

// yield lets all others run until they wait. False when one of them does not.
func yield() bool {
	long := 0
	for short := 0; short < shortTurns; short++ {
		before := time.Now()
		runtime.Gosched()
		if time.Since(before) < shortTurn {
			continue
		}
		short = -1
		if long++; long > longTurns {
			return false
		}
	}
	return true
}

// release takes back the goroutines of calls that have ended.
func (f *flights) release() {
	f.lock.Lock()
	defer f.lock.Unlock()
	var left []*call
	for _, one := range f.busy {
		select {
		case <-one.news:
			f.run.crew.release(one)
		default:
			left = append(left, one)
		}
	}
	f.busy = left
}

// isOurs tells that a call runs in it, or what the program has started.
func (g goroutine) isOurs() bool {
	return g.isProgram() || strings.Contains(g.text, "driver.(*crew).hire")
}

func isAllBlocked() bool {
	for _, one := range goroutines() {
		if one.isOurs() && !one.isBlocked() {
			return false
		}
	}
	return true
}

// runner is a goroutine of the program's that runs.
func runner() (goroutine, bool) {
	for _, one := range goroutines() {
		if one.isOurs() && one.isRunning() {
			return one, true
		}
	}
	return goroutine{}, false
}
