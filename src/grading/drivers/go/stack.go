package driver

import (
	"bytes"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

// programPackage is what the learner's package is called in here.
const programPackage = "compendium/program"

// One goroutine as the runtime tells of it.
type goroutine struct {
	id string
	// status is "running", "chan receive", "sync.Mutex.Lock" and so on.
	status string
	text   string
}

// isBlocked tells that it waits for another goroutine, not for time or the world.
func (g goroutine) isBlocked() bool {
	for _, prefix := range []string{"chan ", "select", "semacquire", "sync."} {
		if strings.HasPrefix(g.status, prefix) {
			return true
		}
	}
	return false
}

func (g goroutine) isRunning() bool {
	return g.status == "running" || g.status == "runnable"
}

// waitsForLock tells that no timer can be what it waits for.
func (g goroutine) waitsForLock() bool {
	return strings.HasPrefix(g.status, "semacquire") || strings.HasPrefix(g.status, "sync.")
}

// isProgram tells that the learner's code runs in it, or has started it.
func (g goroutine) isProgram() bool {
	return strings.Contains(g.text, programPackage)
}

// line is the innermost line of the learner's file in it, 0 when there is none.
func (g goroutine) line() int {
	isNext := false
	for _, line := range strings.Split(g.text, "\n") {
		if isNext {
			if number := lineOf(line); number > 0 {
				return number
			}
		}
		isNext = strings.HasPrefix(line, programPackage+".") || strings.HasPrefix(line, "created by "+programPackage+".")
	}
	return 0
}

// lineOf reads "\t/folder/program/breaker.go:12 +0x1d".
func lineOf(place string) int {
	place = strings.TrimSpace(place)
	if end := strings.LastIndex(place, " +0x"); end != -1 {
		place = place[:end]
	}
	colon := strings.LastIndex(place, ":")
	if colon == -1 || filepath.Base(place[:colon]) != fileName {
		return 0
	}
	number, err := strconv.Atoi(place[colon+1:])
	if err != nil {
		return 0
	}
	return number
}

// stacks is used again and again; the monitor looks as well.
var stacks struct {
	lock   sync.Mutex
	buffer []byte
}

// goroutines are all that there are. The world stands still meanwhile.
func goroutines() []goroutine {
	stacks.lock.Lock()
	defer stacks.lock.Unlock()
	if stacks.buffer == nil {
		stacks.buffer = make([]byte, 1<<16)
	}
	length := runtime.Stack(stacks.buffer, true)
	for length == len(stacks.buffer) && length < 1<<24 {
		stacks.buffer = make([]byte, 2*len(stacks.buffer))
		length = runtime.Stack(stacks.buffer, true)
	}
	buffer := stacks.buffer
	var found []goroutine
	for _, text := range bytes.Split(buffer[:length], []byte("\n\n")) {
		if one, ok := parseGoroutine(string(text)); ok {
			found = append(found, one)
		}
	}
	return found
}

// parseGoroutine reads "goroutine 18 [chan receive, 2 minutes]:" and what follows.
func parseGoroutine(text string) (goroutine, bool) {
	rest := strings.TrimPrefix(text, "goroutine ")
	id, rest, ok := strings.Cut(rest, " [")
	status, _, isClosed := strings.Cut(rest, "]")
	status, _, _ = strings.Cut(status, ",")
	return goroutine{id: id, status: status, text: text}, ok && isClosed
}

// panicLine is the innermost line of the learner's file, asked while a panic is being recovered from.
func panicLine() int {
	counters := make([]uintptr, 256)
	frames := runtime.CallersFrames(counters[:runtime.Callers(2, counters)])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, programPackage+".") && filepath.Base(frame.File) == fileName {
			return frame.Line
		}
		if !more {
			return 0
		}
	}
}
