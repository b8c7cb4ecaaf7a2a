package driver

import (
	"fmt"
	"reflect"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"

	"compendium/driver/clock"
)

// A call in flight, and that which its caller starts when it has come back.
type flight struct {
	op       *operation
	call     *call
	follower *operation
}

// A run of a function that stays in flight until it is told how to end.
type heldRun struct {
	of   string
	line string
	over bool
	ends chan map[string]any
}

// The operations of one sequence whose calls may be in flight side by side, each in a goroutine of its own.
type flights struct {
	run     *run
	started map[int]bool

	// lock guards what follows: calls come back whenever they do.
	lock   sync.Mutex
	flying map[int]*flight
	// busy are calls in goroutines of ours that have not been seen to end.
	busy   []*call
	events []string
	odd    []*odd
	fresh  []*heldRun
	held   map[string][]*heldRun
	closed bool
	gone   bool
}

func newFlights(r *run) *flights {
	return &flights{run: r, started: map[int]bool{}, flying: map[int]*flight{}, held: map[string][]*heldRun{}}
}

// perform does one operation, and gives the events that it brought about.
func (f *flights) perform(op *operation) any {
	f.odd = nil
	var asked *call
	switch op.Op {
	case "advance":
		if !f.advance(op.Ms) {
			return f.jammed()
		}
	case "start":
		f.start(op)
	case "finish":
		f.finish(op)
	case "invoke":
		asked = f.invoke(op)
	}
	if !f.settle() {
		return f.jammed()
	}
	var answer string
	if asked != nil {
		if !asked.finished {
			f.run.stuck = true
			return &odd{Ended: "stuck", Waiting: true}
		}
		text, found := f.run.answer(asked, f.run.shape.methods[op.Method])
		if found != nil {
			return found
		}
		answer = text
	}
	return f.observed(answer)
}

func (f *flights) observed(answer string) any {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.number()
	lines := f.events
	f.events = nil
	if len(f.odd) > 0 {
		return f.odd[0]
	}
	if answer != "" {
		lines = append(lines, answer)
	}
	if len(lines) == 0 {
		return "quiet"
	}
	return strings.Join(lines, "\n")
}

// number counts runs that began in the same operation in the order of their lines.
func (f *flights) number() {
	sort.SliceStable(f.fresh, func(a, b int) bool { return f.fresh[a].line < f.fresh[b].line })
	for _, one := range f.fresh {
		f.held[one.of] = append(f.held[one.of], one)
	}
	f.fresh = nil
}

func (f *flights) start(op *operation) {
	if f.started[op.ID] {
		return
	}
	f.started[op.ID] = true
	f.lock.Lock()
	defer f.lock.Unlock()
	if op.After != nil {
		if before := f.flying[*op.After]; before != nil {
			if before.follower == nil {
				before.follower = op
			}
			return
		}
	}
	f.launch(op)
}

// launch wants the lock held.
func (f *flights) launch(op *operation) {
	one := f.flight(op)
	f.do(func(by *worker) {
		for one != nil {
			one = f.fly(one, by)
		}
	})
}

func (f *flights) flight(op *operation) *flight {
	made := &flight{op: op}
	f.flying[op.ID] = made
	return made
}

// do has the job done in a goroutine of its own. Wants the lock held.
func (f *flights) do(job func(by *worker)) {
	made := newCall(nil)
	made.job = func() []reflect.Value {
		job(made.worker)
		return nil
	}
	f.busy = append(f.busy, made)
	f.run.crew.start(made)
}

// fly gives the flight that the same caller starts next, if there is one.
func (f *flights) fly(one *flight, by *worker) (next *flight) {
	// Deferred, since a call may end its goroutine.
	defer func() { next = f.back(one) }()
	one.call = f.callOf(one.op)
	one.call.worker = by
	one.call.run()
	return nil
}

// callOf is the call that the operation asks for; it panics where the program cannot take the arguments.
func (f *flights) callOf(op *operation) *call {
	method := f.run.shape.methods[op.Method]
	target := f.run.subjects[op.On].MethodByName(method.name)
	return newCall(func() []reflect.Value {
		arguments, err := f.run.arguments(op, method)
		if err != nil {
			panic(err.Error())
		}
		return target.Call(arguments)
	})
}

func (f *flights) invoke(op *operation) *call {
	made := f.callOf(op)
	f.lock.Lock()
	defer f.lock.Unlock()
	f.busy = append(f.busy, made)
	f.run.crew.start(made)
	return made
}

// back tells that the call has come back.
func (f *flights) back(one *flight) *flight {
	text, found := f.run.answer(one.call, f.run.shape.methods[one.op.Method])
	f.lock.Lock()
	defer f.lock.Unlock()
	delete(f.flying, one.op.ID)
	if f.closed {
		return nil
	}
	if found != nil {
		found.Call = one.op.ID
		f.odd = append(f.odd, found)
	} else {
		f.events = append(f.events, strconv.Itoa(one.op.ID)+text)
	}
	if one.follower == nil {
		return nil
	}
	return f.flight(one.follower)
}

// enter tells that a run has begun, and gives what it does, perhaps much later. Owner is the call that was
// handed the function, 0 for one that the constructor got.
func (f *flights) enter(name, told string, owner int, deed map[string]any) map[string]any {
	line, of := told, name
	if owner != 0 {
		of = strconv.Itoa(owner)
		line = of + " " + told
	}
	f.lock.Lock()
	defer f.lock.Unlock()
	if !f.closed {
		f.events = append(f.events, line)
	}
	if deed["holds"] == true && !f.gone {
		one := &heldRun{of: of, line: line, ends: make(chan map[string]any, 1)}
		f.fresh = append(f.fresh, one)
		f.lock.Unlock()
		deed = <-one.ends
		f.lock.Lock()
	}
	if f.gone {
		// Ends a goroutine that is still in flight when all was let go that can be.
		runtime.Goexit()
	}
	return deed
}

func (f *flights) finish(op *operation) {
	f.lock.Lock()
	defer f.lock.Unlock()
	runs := f.held[fmt.Sprint(op.Of)]
	if op.Run < 1 || op.Run > len(runs) {
		return
	}
	if one := runs[op.Run-1]; !one.over {
		one.over = true
		one.ends <- op.Does
	}
}

// schedule is what is given to have callbacks run at their virtual time; gives what cancels that.
func (f *flights) schedule(ms float64, callback func()) func() {
	if ms < 0 {
		ms = 0
	}
	timer := clock.SetGiven(int64(ms*1e6), func() {
		f.lock.Lock()
		defer f.lock.Unlock()
		f.do(func(*worker) { f.callBack(callback) })
	})
	return func() { timer.Stop() }
}

func (f *flights) callBack(callback func()) {
	one := newCall(func() []reflect.Value {
		callback()
		return nil
	})
	defer func() {
		if one.panicked {
			f.lock.Lock()
			f.odd = append(f.odd, f.run.panicked(one))
			f.lock.Unlock()
		}
	}()
	one.run()
}

// jammed is a goroutine that goes on and on. Says where it is.
func (f *flights) jammed() *odd {
	f.run.stuck = true
	found := &odd{Ended: "stuck"}
	one, ok := runner()
	if !ok {
		return found
	}
	found.Line = one.line()
	f.lock.Lock()
	defer f.lock.Unlock()
	for id, flying := range f.flying {
		if flying.call != nil && flying.call.worker != nil && flying.call.worker.id == one.id {
			found.Call = id
		}
	}
	return found
}

// mostLandings bounds how often what is left in flight is let go.
const mostLandings = 20

// close lets everything that is still in flight come back, as far as it can, so that goroutines are free.
// False when one goes on for ever.
func (f *flights) close() bool {
	f.lock.Lock()
	f.closed = true
	f.lock.Unlock()
	for landing := 0; landing < mostLandings && f.letGo(); landing++ {
		if !f.rest() {
			return false
		}
	}
	f.lock.Lock()
	f.gone = true
	f.lock.Unlock()
	f.endAll()
	return f.rest()
}

// letGo ends what is held and calls back what is scheduled next; false when there is nothing of these.
func (f *flights) letGo() bool {
	isAny := f.endAll()
	f.lock.Lock()
	isFlying := len(f.flying) > 0
	f.lock.Unlock()
	return isFlying && clock.FireNext(clock.Never) || isAny
}

// endAll ends what is held; false when there is nothing.
func (f *flights) endAll() bool {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.number()
	isAny := false
	for _, runs := range f.held {
		for _, one := range runs {
			if !one.over {
				one.over = true
				one.ends <- nil
				isAny = true
			}
		}
	}
	return isAny
}
