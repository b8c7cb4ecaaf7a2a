package driver

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	"compendium/driver/clock"
)

type wireContract struct {
	Type    string
	Options map[string]any
	Given   []struct {
		ID, Name, Kind string
		Function       *wireFunction
	}
	Methods []struct {
		ID, Name   string
		Parameters []string
		Functions  []*wireFunction
		Returns    string
		Overlaps   bool
		Fails      bool
	}
	Attributes []struct {
		Name   string
		Values []string
	}
	Errors []struct{ ID, Name string }
}

// A contract whose names were found in the learner's package.
type shape struct {
	contract *wireContract
	// maker makes an instance of what options, a struct, holds; options may be handed over by a pointer.
	maker     reflect.Value
	options   reflect.Type
	byPointer bool
	fields    map[string]int
	// functions are those that the constructor is handed.
	functions map[string]*functionKind
	errors    []contractError
	methods   map[string]*method
	// overlaps tells that calls may be in flight side by side.
	overlaps  bool
	attribute string
	values    map[string]bool
}

type contractError struct {
	id    string
	value error
}

type shapeProblem struct {
	Type     string   `json:"type"`
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	Error    string   `json:"error,omitempty"`
	Line     int      `json:"line,omitempty"`
	Expected string   `json:"expected,omitempty"`
	Defined  []string `json:"defined,omitempty"`
}

func problem(kind, name string) *shapeProblem {
	return &shapeProblem{Type: "shape", Kind: kind, Name: name}
}

func missing(name string) *shapeProblem {
	found := problem("missing", name)
	found.Defined = parts.Defined
	return found
}

func wrongSignature(name, expected, format string, arguments ...any) *shapeProblem {
	found := problem("signature", name)
	found.Error = fmt.Sprintf(format, arguments...)
	found.Expected = expected
	return found
}

// checkShape looks for the contract's names one by one, so that each has its own message.
func checkShape(contract *wireContract) (*shape, *shapeProblem) {
	s := &shape{contract: contract, fields: map[string]int{}, functions: map[string]*functionKind{}, methods: map[string]*method{}}
	checks := []func() *shapeProblem{s.checkNames, s.checkMaker, s.checkErrors, s.checkSubject}
	for _, check := range checks {
		if found := check(); found != nil {
			return nil, found
		}
	}
	return s, nil
}

func (s *shape) checkNames() *shapeProblem {
	maker := "New" + s.contract.Type
	for _, name := range parts.Generic {
		if name == s.contract.Type || name == maker {
			return wrongSignature(name, s.makerWords(), "%s has type parameters, and the grader cannot know them", name)
		}
	}
	if parts.Type == nil {
		return missing(s.contract.Type)
	}
	if parts.Constructor == nil {
		return missing(maker)
	}
	return nil
}

func (s *shape) makerWords() string {
	return fmt.Sprintf("func New%[1]s(options %[1]sOptions) *%[1]s", s.contract.Type)
}

// checkMaker wants a function of one struct, whose fields are the options and what is given.
func (s *shape) checkMaker() *shapeProblem {
	name := "New" + s.contract.Type
	s.maker = reflect.ValueOf(parts.Constructor)
	t := s.maker.Type()
	wrong := wrongSignature(name, s.makerWords(), "%s is a %s", name, plainType(t))
	if t.Kind() != reflect.Func || t.NumIn() != 1 || t.IsVariadic() || t.NumOut() == 0 || t.NumOut() > 2 {
		return wrong
	}
	if t.NumOut() == 2 && t.Out(1) != errorType || t.Out(0) == errorType {
		return wrong
	}
	s.options = t.In(0)
	if s.options.Kind() == reflect.Pointer {
		s.byPointer, s.options = true, s.options.Elem()
	}
	if s.options.Kind() != reflect.Struct {
		return wrong
	}
	return s.checkFields()
}

func (s *shape) checkFields() *shapeProblem {
	for _, name := range sorted(s.contract.Options) {
		if found := s.checkField(name, &kind{base: parts.Options[name]}); found != nil {
			return found
		}
	}
	for _, one := range s.contract.Given {
		k := &kind{base: one.Kind}
		if one.Kind == "function" {
			k.function = functionKindOf(one.Function)
			s.functions[one.ID] = k.function
		}
		if found := s.checkField(one.Name, k); found != nil {
			return found
		}
	}
	return nil
}

func sorted(options map[string]any) []string {
	names := make([]string, 0, len(options))
	for name := range options {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

var fieldWords = map[string]string{
	"clock":    "func() int64",
	"random":   "func() float64",
	"hash":     "func(string) uint32",
	"sleep":    "func(int64)",
	"schedule": "func(int64, func()) func()",
}

func (s *shape) checkField(name string, k *kind) *shapeProblem {
	words, isGiven := fieldWords[k.base]
	if !isGiven {
		words = k.words(s.contract.Type)
	}
	expected := fmt.Sprintf("a field %s %s in %s", name, words, plainType(s.options))
	field, ok := s.options.FieldByNameFunc(func(one string) bool { return one == name })
	if !ok {
		field, ok = s.options.FieldByNameFunc(func(one string) bool { return strings.EqualFold(one, name) })
	}
	if !ok || !field.IsExported() || len(field.Index) != 1 {
		return wrongSignature(name, expected, "%s has no exported field %s", plainType(s.options), name)
	}
	s.fields[name] = field.Index[0]
	if isGiven && fits(k.base, field.Type) || !isGiven && !isOpen(field.Type) && k.takes(field.Type, anyType) {
		return nil
	}
	return wrongSignature(name, expected, "the field %s of %s is a %s", name, plainType(s.options), plainType(field.Type))
}

// fits tells whether what is given can be made into a function of this type.
func fits(given string, t reflect.Type) bool {
	if t.Kind() != reflect.Func || t.IsVariadic() {
		return false
	}
	takes, gives := t.NumIn() == 1, t.NumOut() == 1
	switch given {
	case "clock":
		return t.NumIn() == 0 && gives && (isWhole(t.Out(0)) || isFloat(t.Out(0)))
	case "random":
		return t.NumIn() == 0 && gives && isFloat(t.Out(0))
	case "hash":
		return takes && gives && t.In(0).Kind() == reflect.String && isWhole(t.Out(0)) && t.Out(0).Size() >= 4
	case "sleep":
		return takes && t.NumOut() == 0 && (isWhole(t.In(0)) || isFloat(t.In(0)))
	case "schedule":
		return t.NumIn() == 2 && gives && (isWhole(t.In(0)) || isFloat(t.In(0))) && isPlain(t.In(1)) && isPlain(t.Out(0))
	}
	return false
}

// isPlain tells that it is a function that takes and gives nothing.
func isPlain(t reflect.Type) bool {
	return t.Kind() == reflect.Func && t.NumIn() == 0 && t.NumOut() == 0
}

func (s *shape) checkErrors() *shapeProblem {
	for _, one := range s.contract.Errors {
		held, ok := parts.Errors[one.Name]
		if !ok {
			return missing(one.Name)
		}
		value := reflect.ValueOf(held)
		// A constant is there itself, and is never a pointer.
		if value.Kind() == reflect.Pointer {
			value = value.Elem()
		}
		found, isError := value.Interface().(error)
		if !isError || found == nil {
			expected := fmt.Sprintf("var %s = errors.New(\"...\")", one.Name)
			return wrongSignature(one.Name, expected, "%s is no error", one.Name)
		}
		s.errors = append(s.errors, contractError{one.ID, found})
	}
	return nil
}

// checkSubject wants the methods of the type that the constructor makes.
func (s *shape) checkSubject() *shapeProblem {
	made := s.maker.Type().Out(0)
	subject := made
	if made.Kind() == reflect.Struct {
		subject = reflect.PointerTo(made)
	}
	if made.Kind() != reflect.Interface {
		if found := s.checkMethods(subject); found != nil {
			return found
		}
	}
	instance, found := s.sample()
	if found != nil || made.Kind() != reflect.Interface {
		return found
	}
	return s.checkMethods(instance.Type())
}

// sample is an instance with the contract's own defaults.
func (s *shape) sample() (instance reflect.Value, found *shapeProblem) {
	defer func() {
		if value := recover(); value != nil {
			found = problem("constructor", s.contract.Type)
			found.Error, found.Line = describePanic(value), panicLine()
		}
	}()
	clock.Reset(0, false)
	instance, err := s.create(s.contract.Options, nil, newFunctions(&given{}, s.errors, nil))
	if err != nil {
		found = problem("constructor", s.contract.Type)
		found.Error = err.Error()
	}
	return instance, found
}

// plainType is the type as the learner's own package writes it.
func plainType(t reflect.Type) string {
	prefix := strings.TrimPrefix(programName(), "*")
	return strings.ReplaceAll(strings.ReplaceAll(t.String(), prefix, ""), "interface {}", "any")
}

// programName is "tokenbucket." as reflection puts it before the names of the package.
func programName() string {
	name, _, _ := strings.Cut(reflect.TypeOf(parts.Type).String(), ".")
	return name + "."
}
