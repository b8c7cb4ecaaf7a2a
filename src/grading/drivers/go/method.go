package driver

import (
	"fmt"
	"reflect"
	"strings"
)

// A method of the contract as the learner's type has it.
type method struct {
	name       string
	parameters []*kind
	types      []reflect.Type
	returns    *kind
	// value, given and fault are which results hold the value, whether there is one, and the error; or -1.
	value, given, fault int
}

// kind is what the result is that holds the value: where another tells whether there is one, it is never absent.
func (m *method) kind() *kind {
	if m.given >= 0 && m.returns.base == "?" {
		return m.returns.element
	}
	return m.returns
}

// readFunctions takes what the contract says of the parameters that are functions. True when one may fail:
// the method must then be able to hand its error on.
func (m *method) readFunctions(told []*wireFunction) bool {
	mayFail := false
	for index, k := range m.parameters {
		if k.base == "function" && index < len(told) {
			k.function = functionKindOf(told[index])
			mayFail = mayFail || k.function.fails
		}
	}
	return mayFail
}

func (s *shape) checkMethods(subject reflect.Type) *shapeProblem {
	for _, one := range s.contract.Methods {
		made := &method{returns: parseKind(one.Returns), value: -1, given: -1, fault: -1}
		for _, text := range one.Parameters {
			made.parameters = append(made.parameters, parseKind(text))
		}
		fails := made.readFunctions(one.Functions) || one.Fails
		if found := s.checkMethod(subject, one.Name, made, fails); found != nil {
			return found
		}
		s.methods[one.ID] = made
		s.overlaps = s.overlaps || one.Overlaps
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
	var parameters []string
	for _, k := range made.parameters {
		parameters = append(parameters, k.words(s.contract.Type))
	}
	results := resultWords(made.returns, fails, s.contract.Type)
	return strings.TrimSpace(fmt.Sprintf("func (*%s) %s(%s) %s", s.contract.Type, name, strings.Join(parameters, ", "), results))
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
