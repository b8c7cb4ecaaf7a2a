package driver

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"compendium/driver/clock"
	"compendium/driver/turns"
)

// ownGoroutines are those of the driver besides its workers: the one that serves and the monitor.
const ownGoroutines = 2

// together makes calls side by side, interleaved as the schedule says, in a program whose steps yield. Gives
// the list of what each showed, and how the functions ran that they were handed.
func (r *run) together(op *operation) any {
	if handsFunctions(op) {
		r.handed.beside = &besideRuns{lines: []string{}}
		defer func() { r.handed.beside = nil }()
	}
	calls := make([]*call, len(op.Calls))
	for index := range op.Calls {
		one, err := r.callTogether(op.On, index+1, &op.Calls[index])
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

func handsFunctions(op *operation) bool {
	for _, one := range op.Calls {
		if one.Outcome != "" {
			return true
		}
		for _, value := range one.Args {
			if told, isObject := value.(map[string]any); isObject && told["$function"] != nil {
				return true
			}
		}
	}
	return false
}

// callTogether is one of some calls side by side; its number among them is from 1.
func (r *run) callTogether(on, number int, one *sideCall) (*call, error) {
	if one.Outcome != "" {
		made := guardedCall(int64(number), &operation{Op: "call", Outcome: one.Outcome}, r.rejection())
		beside, yields := r.handed.beside, one.Yields
		made.beside = func() { beside.run("fn()", number, yields) }
		r.guard(made, on)
		return made, nil
	}
	method := r.shape.methods[one.Method]
	arguments, err := r.arguments(&operation{ID: number, Args: one.Args}, method)
	if err != nil {
		return nil, err
	}
	target := r.subjects[on].MethodByName(method.name)
	return newCall(func() []reflect.Value { return target.Call(arguments) }), nil
}

// besideRuns tells in which order functions ran that calls side by side were handed.
type besideRuns struct {
	lock  sync.Mutex
	lines []string
}

// run is that of a function which lets others go on so often before it ends.
func (b *besideRuns) run(told string, call, yields int) {
	b.tell("+" + strconv.Itoa(call) + " " + told)
	for ; yields > 0; yields-- {
		turns.HandOn()
	}
	b.tell("-" + strconv.Itoa(call))
}

func (b *besideRuns) tell(line string) {
	b.lock.Lock()
	b.lines = append(b.lines, line)
	b.lock.Unlock()
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
		text, found := r.answerBeside(one, &op.Calls[index])
		if found != nil {
			return found
		}
		answers[index] = strings.Join(append(effects, text), "\n")
		effects = nil
	}
	var all any = answers
	if beside := r.handed.beside; beside != nil {
		all = map[string][]string{"runs": beside.lines, "calls": answers}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return &odd{Ended: "raised", Text: err.Error()}
	}
	return "&" + string(text)
}

func (r *run) answerBeside(c *call, one *sideCall) (string, *odd) {
	if one.Outcome == "" {
		return r.answer(c, r.shape.methods[one.Method])
	}
	switch told := r.told(c).(type) {
	case string:
		return told, nil
	case *odd:
		return "", told
	}
	return "", nil
}
