package driver

import (
	"encoding/json"
	"reflect"
	"strings"

	"compendium/driver/clock"
	"compendium/driver/turns"
)

// ownGoroutines are those of the driver besides its workers: the one that serves and the monitor.
const ownGoroutines = 2

// together makes calls side by side, interleaved as the schedule says, in a program whose steps yield. Gives
// the list of what each showed.
func (r *run) together(op *operation) any {
	calls := make([]*call, len(op.Calls))
	for index := range op.Calls {
		one, err := r.callTogether(op.On, &op.Calls[index])
		if err != nil {
			return &odd{Ended: "raised", Text: err.Error()}
		}
		calls[index] = one
	}
	// Whoever sleeps waits until all others wait.
	clock.Fly()
	ended := turns.Run(op.Schedule, len(calls), func(index int, begin, end func()) { r.begins(calls[index], begin, end) }, r.world())
	clock.Land()
	if !ended {
		return r.jammedTogether(calls)
	}
	for _, one := range calls {
		<-one.news
		r.crew.release(one)
	}
	return r.answersOf(calls, op)
}

func (r *run) callTogether(on int, one *plainCall) (*call, error) {
	method := r.shape.methods[one.Method]
	arguments, err := r.arguments(&operation{Args: one.Args}, method)
	if err != nil {
		return nil, err
	}
	target := r.subjects[on].MethodByName(method.name)
	return newCall(func() []reflect.Value { return target.Call(arguments) }), nil
}

// begins has the call made in a goroutine of its own, once that may begin.
func (r *run) begins(one *call, begin, end func()) {
	job := one.job
	one.job = func() []reflect.Value {
		begin()
		defer end()
		return job()
	}
	r.crew.start(one)
}

func (r *run) world() turns.World {
	return turns.World{
		Own: func() int { return ownGoroutines + r.crew.count() },
		IsDead: func() (bool, bool) {
			_, isRunning := runner()
			return !isRunning && isAllBlocked(), isRunning
		},
		FireTimer: func() bool { return clock.FireNext(clock.Never) },
	}
}

// jammedTogether is calls that wait for each other, unless one ended as none should and held what others wait for.
func (r *run) jammedTogether(calls []*call) *odd {
	r.stuck = true
	for _, one := range calls {
		if one.finished && one.panicked {
			return r.panicked(one)
		}
	}
	for _, one := range calls {
		if !one.finished {
			return r.jammed(one)
		}
	}
	return &odd{Ended: "stuck"}
}

func (r *run) answersOf(calls []*call, op *operation) any {
	effects := r.given.takeEffects()
	answers := make([]string, len(calls))
	for index, one := range calls {
		text, found := r.answer(one, r.shape.methods[op.Calls[index].Method])
		if found != nil {
			return found
		}
		answers[index] = strings.Join(append(effects, text), "\n")
		effects = nil
	}
	text, err := json.Marshal(answers)
	if err != nil {
		return &odd{Ended: "raised", Text: err.Error()}
	}
	return "&" + string(text)
}
