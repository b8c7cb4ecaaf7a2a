package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"

	"compendium/driver/clock"
)

// One sequence against fresh instances.
type run struct {
	shape    *shape
	sequence *sequence
	crew     *crew
	given    *given
	handed   *functions
	// flights are there where a method overlaps.
	flights  *flights
	subjects []reflect.Value
	flying   map[int]*call
	kept     map[int]reflect.Value
	count    int64
	stuck    bool
}

func newRun(s *shape, one *sequence, workers *crew) *run {
	return &run{shape: s, sequence: one, crew: workers, flying: map[int]*call{}, kept: map[int]reflect.Value{}}
}

// prepare makes the instances; what is odd about that when they cannot be made.
func (r *run) prepare() *odd {
	clock.Reset(r.sequence.StartMs, r.sequence.SystemClock == "frozen")
	r.given = &given{numbers: r.sequence.Random}
	r.handed = newFunctions(r.given, r.shape.errors, r.sequence.Given)
	if r.shape.overlaps {
		r.given.air = newFlights(r)
		// Calls side by side come back before the next operation: none is in flight then.
		if !r.sequence.isSideBySide() {
			r.flights, r.handed.air = r.given.air, r.given.air
		}
	}
	for index := 0; index < r.sequence.Subjects; index++ {
		var own map[string]any
		if index < len(r.sequence.Each) {
			own = r.sequence.Each[index]
		}
		var err error
		making := newCall(func() []reflect.Value {
			var made reflect.Value
			made, err = r.shape.create(r.sequence.Options, own, r.handed)
			r.subjects = append(r.subjects, made)
			return nil
		})
		if found := r.finish(making); found != nil {
			return found
		}
		if err != nil {
			return &odd{Ended: "raised", Text: err.Error()}
		}
	}
	r.given.takeEffects()
	if r.flights != nil {
		r.flights.events = nil
		clock.Fly()
	}
	return nil
}

// finish lets the call run to its end; odd when it does not get there.
func (r *run) finish(c *call) *odd {
	r.crew.start(c)
	if watch.await(c) == stuck {
		return r.jammed(c)
	}
	r.crew.release(c)
	if c.panicked {
		return r.panicked(c)
	}
	return nil
}

func (r *run) panicked(c *call) *odd {
	found := &odd{Ended: "raised", Text: describePanic(c.panicValue), Entered: atomic.LoadInt32(&c.entered), Line: c.line}
	if c.panicValue == nil {
		found.Text = "runtime.Goexit or panic(nil)"
	}
	return found
}

// jammed is a call that is neither in its function nor back. Says where it stands.
func (r *run) jammed(c *call) *odd {
	r.stuck = true
	return &odd{Ended: "stuck", Entered: atomic.LoadInt32(&c.entered), Line: stuckLine(c), Waiting: len(r.flying) > 0}
}

// perform does the operations; `report` is told before each of what was seen so far.
func (r *run) perform(report func(number int, seen []any)) []any {
	seen := make([]any, 0, len(r.sequence.Ops))
	for number := range r.sequence.Ops {
		if report != nil {
			report(number, seen)
		}
		seen = append(seen, r.do(&r.sequence.Ops[number]))
		if r.stuck {
			break
		}
	}
	if !r.land() && len(seen) > 0 {
		seen[len(seen)-1] = r.flights.jammed()
	}
	return seen
}

func (r *run) do(op *operation) any {
	if r.flights != nil && op.Op != "state" {
		return r.flights.perform(op)
	}
	switch op.Op {
	case "advance":
		clock.AdvanceMs(op.Ms)
		return nil
	case "invoke":
		return r.invoke(op)
	case "together":
		return r.together(op)
	case "state":
		return r.state(op)
	case "call":
		return r.call(op)
	case "begin":
		return r.begin(op)
	case "end":
		return r.end(op)
	}
	return nil
}

// invoke calls a method that takes values and gives a value, or an error of the contract.
func (r *run) invoke(op *operation) any {
	method := r.shape.methods[op.Method]
	for _, one := range op.Args {
		if id, isResult := numberIn(one, "$result"); isResult && !r.kept[id].IsValid() {
			return nil
		}
	}
	arguments, err := r.arguments(op, method)
	if err != nil {
		return &odd{Ended: "raised", Text: err.Error()}
	}
	target := r.subjects[op.On].MethodByName(method.name)
	c := newCall(func() []reflect.Value { return target.Call(arguments) })
	found := r.finish(c)
	if op.As != nil {
		r.keep(*op.As, c, method)
	}
	effects := r.given.takeEffects()
	if found != nil {
		return found
	}
	text, found := r.result(c, method)
	if found != nil {
		return found
	}
	return strings.Join(append(effects, text), "\n")
}

func (r *run) arguments(op *operation, method *method) ([]reflect.Value, error) {
	arguments := make([]reflect.Value, len(method.parameters))
	for index, k := range method.parameters {
		var err error
		if arguments[index], err = r.argument(op.Args[index], k, method.types[index], op.ID); err != nil {
			return nil, fmt.Errorf("the argument %w", err)
		}
	}
	return arguments, nil
}

// argument is what came as JSON as the program takes it. What it gave itself before is handed on as it is.
func (r *run) argument(value any, k *kind, t reflect.Type, owner int) (reflect.Value, error) {
	if made, isFunction := r.handed.argument(value, k, t, owner); isFunction {
		return made, nil
	}
	id, isResult := numberIn(value, "$result")
	if !isResult {
		return decode(value, k, t, r.subjects)
	}
	held := r.kept[id]
	if held.Type().AssignableTo(t) {
		return held, nil
	}
	if held.Kind() == t.Kind() && held.Type().ConvertibleTo(t) {
		return held.Convert(t), nil
	}
	return r.copied(held, k, t)
}

// copied is the value as another type of the same kind, by way of JSON.
func (r *run) copied(held reflect.Value, k *kind, t reflect.Type) (reflect.Value, error) {
	text, ok := encode(held, k)
	if !ok {
		return held, fmt.Errorf("%s cannot be handed on as %s", held.Type(), t)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return held, err
	}
	return decode(value, k, t, r.subjects)
}

// keep holds the very value that a method gave for a later operation; nothing when it gave none.
func (r *run) keep(id int, c *call, method *method) {
	delete(r.kept, id)
	failed := c.panicked || c.results == nil || method.fault >= 0 && !c.results[method.fault].IsNil()
	if failed || method.value < 0 || method.given >= 0 && !c.results[method.given].Bool() {
		return
	}
	value := c.results[method.value]
	if value.Kind() == reflect.Interface {
		value = value.Elem()
	}
	isNothing := !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() || isAbsent(value, method.kind())
	if !isNothing {
		r.kept[id] = value
	}
}

// answer is what a call showed that has ended, whatever way.
func (r *run) answer(c *call, method *method) (string, *odd) {
	if c.panicked {
		return "", r.panicked(c)
	}
	return r.result(c, method)
}

// result reads what a method returned as the contract has it.
func (r *run) result(c *call, method *method) (string, *odd) {
	if method.fault >= 0 && !c.results[method.fault].IsNil() {
		raised := c.results[method.fault].Interface().(error)
		if name, known := r.handed.nameOf(raised); known {
			return "!" + name, nil
		}
		return "", &odd{Ended: "raised", Text: describeError(raised)}
	}
	if method.value < 0 || method.given >= 0 && !c.results[method.given].Bool() {
		return "=null", nil
	}
	value := c.results[method.value]
	text, ok := encode(value, method.kind())
	if !ok {
		return "", &odd{Ended: "returned", Text: describe(value.Interface())}
	}
	return "=" + string(text), nil
}

func (r *run) state(op *operation) any {
	target := r.subjects[op.On].MethodByName(r.shape.attribute)
	c := newCall(func() []reflect.Value { return target.Call(nil) })
	if found := r.finish(c); found != nil {
		return found
	}
	value := c.results[0]
	if value.Kind() == reflect.Interface {
		value = value.Elem()
	}
	if value.Kind() == reflect.String && r.shape.values[value.String()] {
		return "=" + value.String()
	}
	if value.Kind() == reflect.String {
		return &odd{Ended: "returned", Text: describe(value.String())}
	}
	return &odd{Ended: "returned", Text: describe(c.results[0].Interface())}
}

// same compares without the panic of values that cannot be compared.
func same(a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	t := reflect.TypeOf(a)
	return t == reflect.TypeOf(b) && t.Comparable() && a == b
}

// is asks errors.Is, which calls methods of the learner's.
func is(err, target error) (found bool) {
	defer func() {
		if recover() != nil {
			found = false
		}
	}()
	return errors.Is(err, target)
}

// land lets every call that is still in flight end, so that its goroutine is free again. False when one goes
// on for ever.
func (r *run) land() bool {
	if r.flights != nil && !r.stuck {
		return r.flights.close()
	}
	for id, c := range r.flying {
		delete(r.flying, id)
		c.outcome = "ok"
		close(c.gate)
		if watch.await(c) != stuck {
			r.crew.release(c)
		}
	}
	return true
}
