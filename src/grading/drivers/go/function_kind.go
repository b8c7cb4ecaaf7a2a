package driver

import (
	"reflect"
	"strings"
)

// A function that the program is handed, as the wire tells of it.
type wireFunction struct {
	Parameters []string
	Returns    string
	Fails      bool
}

// What such a function takes and gives.
type functionKind struct {
	parameters []*kind
	returns    *kind
	fails      bool
}

// functionKindOf reads it; where nothing is said it takes nothing, gives anything and may fail.
func functionKindOf(told *wireFunction) *functionKind {
	if told == nil {
		return &functionKind{returns: anything, fails: true}
	}
	made := &functionKind{returns: parseKind(told.Returns), fails: told.Fails}
	for _, text := range told.Parameters {
		made.parameters = append(made.parameters, parseKind(text))
	}
	return made
}

// words is the function's type as a contract in Go has it.
func (f *functionKind) words(subject string) string {
	parameters := make([]string, 0, len(f.parameters))
	for _, k := range f.parameters {
		parameters = append(parameters, k.words(subject))
	}
	results := resultWords(f.returns, f.fails, subject)
	return strings.TrimSpace("func(" + strings.Join(parameters, ", ") + ") " + results)
}

// resultWords are `(string, bool, error)`, `error` or nothing.
func resultWords(returns *kind, fails bool, subject string) string {
	var results []string
	switch {
	case returns.base == "?":
		results = append(results, returns.element.words(subject), "bool")
	case returns.base != "nothing":
		results = append(results, returns.words(subject))
	}
	if fails {
		results = append(results, "error")
	}
	text := strings.Join(results, ", ")
	if len(results) > 1 {
		return "(" + text + ")"
	}
	return text
}

// takes tells whether it can be made as a function of the type: what that is called with must be values of
// the contract, and what it returns must hold every one of them.
func (f *functionKind) takes(t reflect.Type) bool {
	if t.Kind() != reflect.Func || t.IsVariadic() || t.NumIn() != len(f.parameters) {
		return false
	}
	for index, k := range f.parameters {
		if !k.gives(t.In(index)) {
			return false
		}
	}
	count := t.NumOut()
	if f.fails {
		count--
	}
	if count < 0 || f.fails && t.Out(count) != errorType {
		return false
	}
	switch {
	case f.returns.base == "nothing":
		return count == 0
	case f.returns.base == "?" && count == 2:
		return t.Out(1).Kind() == reflect.Bool && f.returns.element.takes(t.Out(0), anyType)
	case f.returns.base == "?":
		return count == 1 && isNillable(t.Out(0)) && f.returns.takes(t.Out(0), anyType)
	}
	return count == 1 && f.returns.takes(t.Out(0), anyType)
}

// natural is the type that it has where the program leaves it open.
func (f *functionKind) natural() reflect.Type {
	var in, out []reflect.Type
	for _, k := range f.parameters {
		in = append(in, k.natural())
	}
	switch {
	case f.returns.base == "?":
		out = append(out, f.returns.element.natural(), reflect.TypeOf(false))
	case f.returns.base != "nothing":
		out = append(out, f.returns.natural())
	}
	if f.fails {
		out = append(out, errorType)
	}
	return reflect.FuncOf(in, out, false)
}
