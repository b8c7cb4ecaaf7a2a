package driver

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"

	"compendium/driver/clock"
)

// The functions that a program is handed in one sequence: what they do is scripted, every run is recorded.
type functions struct {
	given *given
	// air is where runs are events of calls in flight; nil where every call comes back before the next.
	air *flights
	// beside is where the order is told in which functions ran, while calls are side by side; else nil.
	beside *besideRuns
	errors []contractError
	lock   sync.Mutex
	// scripts are those of the functions that constructors are handed. All instances share them.
	scripts map[string]*script
	// failed are the errors that functions failed with, by what the script calls them.
	failed []failure
}

func newFunctions(g *given, errors []contractError, scripts map[string]any) *functions {
	made := &functions{given: g, errors: errors, scripts: map[string]*script{}}
	for name, told := range scripts {
		made.scripts[name] = scriptOf(told)
	}
	return made
}

type failure struct {
	label string
	err   error
}

// What a function fails with where the error is its own, told from all others by its address.
type labelledError struct {
	label string
}

func (e *labelledError) Error() string {
	return e.label
}

// What a function does when it is run again and again: one deed after the other, the last for ever. Runs
// whose first argument is a text in `by` have deeds of their own.
type script struct {
	does []any
	by   map[string]any
	// runs counts them, those with deeds of their own by their first argument.
	runs   int
	runsBy map[string]int
}

func scriptOf(value any) *script {
	told, _ := value.(map[string]any)
	does, _ := told["does"].([]any)
	by, _ := told["by"].(map[string]any)
	return &script{does: does, by: by, runsBy: map[string]int{}}
}

// next is what the next run does.
func (s *script) next(arguments []reflect.Value) map[string]any {
	if len(arguments) > 0 {
		if first := inner(arguments[0]); first.Kind() == reflect.String {
			if own, isOwn := s.by[first.String()].([]any); isOwn {
				s.runsBy[first.String()]++
				return deedOf(own, s.runsBy[first.String()])
			}
		}
	}
	s.runs++
	return deedOf(s.does, s.runs)
}

func deedOf(deeds []any, run int) map[string]any {
	if run > len(deeds) {
		run = len(deeds)
	}
	if run == 0 {
		return nil
	}
	deed, _ := deeds[run-1].(map[string]any)
	return deed
}

// inner is what an interface holds.
func inner(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// givenAs is the function of this name that a constructor is handed.
func (f *functions) givenAs(name string, k *functionKind, t reflect.Type) reflect.Value {
	if f.scripts[name] == nil {
		f.scripts[name] = scriptOf(nil)
	}
	return f.made(name, k, t, f.scripts[name], 0)
}

// argument is the function that {"$function": ...} stands for; false where the value is none. Owner is the
// call in flight that is handed it, or 0.
func (f *functions) argument(value any, k *kind, t reflect.Type, owner int) (reflect.Value, bool) {
	told, _ := value.(map[string]any)
	name, isFunction := told["$function"].(string)
	if !isFunction || k.function == nil {
		return reflect.Value{}, false
	}
	return f.made(name, k.function, t, scriptOf(told), owner), true
}

// made is the function as the program takes it.
func (f *functions) made(name string, k *functionKind, t reflect.Type, follows *script, owner int) reflect.Value {
	if isOpen(t) {
		holder := reflect.New(t).Elem()
		holder.Set(f.made(name, k, k.natural(), follows, owner))
		return holder
	}
	return reflect.MakeFunc(t, func(arguments []reflect.Value) []reflect.Value {
		f.lock.Lock()
		deed := follows.next(arguments)
		f.lock.Unlock()
		told := name + "(" + tellAll(arguments, k.parameters) + ")"
		if f.beside != nil {
			yields, _ := deed["yields"].(json.Number)
			count, _ := yields.Int64()
			f.beside.run(told, owner, int(count))
		} else if f.air == nil {
			f.given.record(told)
		} else {
			deed = f.air.enter(name, told, owner, deed)
		}
		return f.perform(deed, k, t)
	})
}

// tellAll writes the arguments as JSON.
func tellAll(arguments []reflect.Value, kinds []*kind) string {
	texts := make([]string, 0, len(arguments))
	for index, one := range arguments {
		text, ok := encode(one, kinds[index])
		if !ok {
			text = []byte("<" + describe(one.Interface()) + ">")
		}
		texts = append(texts, string(text))
	}
	return strings.Join(texts, ",")
}

func (f *functions) perform(deed map[string]any, k *functionKind, t reflect.Type) []reflect.Value {
	if takes, isNumber := deed["takesMs"].(json.Number); isNumber {
		ms, _ := takes.Float64()
		clock.Advance(int64(ms * 1e6))
	}
	results := make([]reflect.Value, t.NumOut())
	for index := range results {
		results[index] = reflect.New(t.Out(index)).Elem()
	}
	if label, fails := deed["fails"].(string); fails && k.fails {
		results[len(results)-1].Set(reflect.ValueOf(f.fail(label)))
		return results
	}
	value := deed["gives"]
	if value == nil || k.returns.base == "nothing" {
		return results
	}
	element := k.returns
	if k.returns.base == "?" && t.NumOut() > 1 && t.Out(1).Kind() == reflect.Bool {
		element = k.returns.element
		results[1].SetBool(true)
	}
	held, err := decode(value, element, t.Out(0), nil)
	if err != nil {
		panic("the value of the function " + err.Error())
	}
	results[0].Set(held)
	return results
}

// fail is the contract's own error of this name, else a new one that nobody else has.
func (f *functions) fail(label string) error {
	var err error = &labelledError{label}
	for _, one := range f.errors {
		if one.id == label {
			err = one.value
		}
	}
	f.lock.Lock()
	f.failed = append(f.failed, failure{label, err})
	f.lock.Unlock()
	return err
}

// nameOf is what the error is called that a method returned. One that wraps the error of a function is that
// error (errors.Is), unless it is one of the contract's as well: a program may say what was behind its own.
func (f *functions) nameOf(raised error) (string, bool) {
	f.lock.Lock()
	failed := append([]failure(nil), f.failed...)
	f.lock.Unlock()
	for _, one := range failed {
		if same(raised, one.err) {
			return one.label, true
		}
	}
	if name, known := f.contractName(raised, failed); known {
		return name, true
	}
	for index := len(failed) - 1; index >= 0; index-- {
		if is(raised, failed[index].err) {
			return failed[index].label, true
		}
	}
	return "", false
}

// contractName takes, of several errors of the contract, one that no function failed with, or not of late.
func (f *functions) contractName(raised error, failed []failure) (string, bool) {
	name, earliest := "", len(failed)
	for _, one := range f.errors {
		if latest := latestOf(one.value, failed); latest < earliest && is(raised, one.value) {
			name, earliest = one.id, latest
		}
	}
	return name, name != ""
}

// latestOf is where a function failed with the error last, or -1.
func latestOf(err error, failed []failure) int {
	for index := len(failed) - 1; index >= 0; index-- {
		if same(err, failed[index].err) {
			return index
		}
	}
	return -1
}
