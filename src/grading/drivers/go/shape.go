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
	Given   []struct{ Name, Kind string }
	Methods []struct {
		ID, Name   string
		Parameters []string
		Returns    string
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
	errors    []contractError
	methods   map[string]*method
	attribute string
	values    map[string]bool
}

type contractError struct {
	id    string
	value error
}

// A method of the contract as the learner's type has it.
type method struct {
	name       string
	parameters []*kind
	types      []reflect.Type
	returns    *kind
	// value, given and fault are which results hold the value, whether there is one, and the error; or -1.
	value, given, fault int
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
	s := &shape{contract: contract, fields: map[string]int{}, methods: map[string]*method{}}
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
		if found := s.checkField(one.Name, &kind{base: one.Kind}); found != nil {
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
	"clock":  "func() int64",
	"random": "func() float64",
	"hash":   "func(string) uint32",
	"sleep":  "func(int64)",
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
	}
	return false
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
	instance, err := s.create(s.contract.Options, nil, &given{})
	if err != nil {
		found = problem("constructor", s.contract.Type)
		found.Error = err.Error()
	}
	return instance, found
}

func (s *shape) checkMethods(subject reflect.Type) *shapeProblem {
	for _, one := range s.contract.Methods {
		made := &method{returns: parseKind(one.Returns), value: -1, given: -1, fault: -1}
		for _, text := range one.Parameters {
			made.parameters = append(made.parameters, parseKind(text))
		}
		if found := s.checkMethod(subject, one.Name, made, one.Fails); found != nil {
			return found
		}
		s.methods[one.ID] = made
	}
	for index, one := range s.contract.Attributes {
		made := &method{returns: &kind{base: "string"}, value: -1, given: -1, fault: -1}
		if found := s.checkMethod(subject, one.Name, made, false); found != nil {
			return found
		}
		if index == 0 {
			s.attribute = made.name
			s.values = map[string]bool{}
			for _, value := range one.Values {
				s.values[value] = true
			}
		}
	}
	return nil
}

func (s *shape) checkMethod(subject reflect.Type, name string, made *method, fails bool) *shapeProblem {
	expected := s.methodWords(name, made, fails)
	found, ok := methodOf(subject, name)
	if !ok {
		absent := problem("missing-method", name)
		absent.Expected = expected
		return absent
	}
	made.name = found.Name
	t := found.Type
	if !s.readParameters(t, subject, made) || !s.readResults(t, made, fails) {
		return wrongSignature(name, expected, "the method %s is a %s", found.Name, withoutReceiver(t))
	}
	return nil
}

// methodOf finds NextId also where it is spelled NextID.
func methodOf(subject reflect.Type, name string) (reflect.Method, bool) {
	if found, ok := subject.MethodByName(name); ok {
		return found, true
	}
	for index := 0; index < subject.NumMethod(); index++ {
		if one := subject.Method(index); strings.EqualFold(one.Name, name) {
			return one, true
		}
	}
	return reflect.Method{}, false
}

func (s *shape) readParameters(t, subject reflect.Type, made *method) bool {
	if t.IsVariadic() || t.NumIn() != len(made.parameters)+1 {
		return false
	}
	for index, k := range made.parameters {
		if !k.takes(t.In(index+1), subject) {
			return false
		}
		made.types = append(made.types, t.In(index+1))
	}
	return true
}

// readResults finds the value, whether there is one, and the error among what the method returns.
func (s *shape) readResults(t reflect.Type, made *method, fails bool) bool {
	count := t.NumOut()
	if count > 0 && t.Out(count-1) == errorType {
		count--
		made.fault = count
	} else if fails {
		return false
	}
	if made.returns.base == "nothing" {
		return true
	}
	if made.returns.base == "?" && count == 2 && t.Out(1).Kind() == reflect.Bool {
		count--
		made.given = count
		made.value = 0
		return made.returns.element.gives(t.Out(0))
	}
	made.value = 0
	return count == 1 && made.returns.gives(t.Out(0))
}

// methodWords is the method's signature as the contract in Go has it.
func (s *shape) methodWords(name string, made *method, fails bool) string {
	var parameters, results []string
	for _, k := range made.parameters {
		parameters = append(parameters, k.words(s.contract.Type))
	}
	switch {
	case made.returns.base == "?":
		results = append(results, made.returns.element.words(s.contract.Type), "bool")
	case made.returns.base != "nothing":
		results = append(results, made.returns.words(s.contract.Type))
	}
	if fails {
		results = append(results, "error")
	}
	text := strings.Join(results, ", ")
	if len(results) > 1 {
		text = "(" + text + ")"
	}
	return strings.TrimSpace(fmt.Sprintf("func (*%s) %s(%s) %s", s.contract.Type, name, strings.Join(parameters, ", "), text))
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

// withoutReceiver is the type of a method with nothing before its parameters.
func withoutReceiver(t reflect.Type) string {
	var in, out []reflect.Type
	for index := 1; index < t.NumIn(); index++ {
		in = append(in, t.In(index))
	}
	for index := 0; index < t.NumOut(); index++ {
		out = append(out, t.Out(index))
	}
	return plainType(reflect.FuncOf(in, out, t.IsVariadic()))
}
