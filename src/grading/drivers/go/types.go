package driver

import (
	"reflect"
	"strings"
)

// A type as the contract writes it: a base, then any of [] (a list), {} (a map from strings), ? (optional).
type kind struct {
	// base is a base type, or "[]", "{}", "?" of element.
	base    string
	element *kind
	// function says more of a base "function".
	function *functionKind
}

func parseKind(text string) *kind {
	for _, postfix := range []string{"[]", "{}", "?"} {
		if strings.HasSuffix(text, postfix) {
			return &kind{base: postfix, element: parseKind(strings.TrimSuffix(text, postfix))}
		}
	}
	if text == "function" {
		return &kind{base: text, function: functionKindOf(nil)}
	}
	return &kind{base: text}
}

// words is the type as a contract in Go has it.
func (k *kind) words(subject string) string {
	switch k.base {
	case "[]":
		return "[]" + k.element.words(subject)
	case "{}":
		return "map[string]" + k.element.words(subject)
	case "?":
		return "*" + k.element.words(subject)
	case "float":
		return "float64"
	case "self":
		return "*" + subject
	case "function":
		return k.function.words(subject)
	case "nothing":
		return ""
	}
	return k.base
}

var (
	errorType = reflect.TypeOf((*error)(nil)).Elem()
	anyType   = reflect.TypeOf((*any)(nil)).Elem()
)

// natural is the type that a value of this kind has where the program leaves it open.
func (k *kind) natural() reflect.Type {
	switch k.base {
	case "int":
		return reflect.TypeOf(0)
	case "int64":
		return reflect.TypeOf(int64(0))
	case "float":
		return reflect.TypeOf(0.0)
	case "bool":
		return reflect.TypeOf(false)
	case "string":
		return reflect.TypeOf("")
	case "[]":
		return reflect.SliceOf(k.element.natural())
	case "{}":
		return reflect.MapOf(reflect.TypeOf(""), k.element.natural())
	}
	return anyType
}

func isWhole(t reflect.Type) bool {
	// A time.Duration counts nanoseconds: whoever takes one for milliseconds errs by a factor of a million.
	isDuration := t.Name() == "Duration" && strings.HasSuffix(t.PkgPath(), "time")
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 && !isDuration
}

func isFloat(t reflect.Type) bool {
	return t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64
}

func isOpen(t reflect.Type) bool {
	return t.Kind() == reflect.Interface && t.NumMethod() == 0
}

// takes tells whether a value of the kind can be handed over as the type; subject is a pointer type.
func (k *kind) takes(t, subject reflect.Type) bool {
	if isOpen(t) {
		return true
	}
	switch k.base {
	case "int":
		return isWhole(t) || isFloat(t)
	case "int64":
		return isWhole(t)
	case "float":
		return isFloat(t)
	case "bool":
		return t.Kind() == reflect.Bool
	case "string":
		return t.Kind() == reflect.String
	case "[]":
		return t.Kind() == reflect.Slice && k.element.takes(t.Elem(), subject)
	case "{}":
		return t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && k.element.takes(t.Elem(), subject)
	case "?":
		return k.element.takes(t, subject) || t.Kind() == reflect.Pointer && k.element.takes(t.Elem(), subject)
	case "self":
		return subject.AssignableTo(t) || subject.Elem().AssignableTo(t)
	case "function":
		return k.function.takes(t)
	}
	return false
}

// gives tells whether what the type holds can be read as a value of the kind.
func (k *kind) gives(t reflect.Type) bool {
	if isOpen(t) || k.base == "any" {
		return true
	}
	switch k.base {
	case "float":
		return isFloat(t) || isWhole(t)
	case "[]":
		return (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) && k.element.gives(t.Elem())
	case "{}":
		return t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && k.element.gives(t.Elem())
	case "?":
		return t.Kind() == reflect.Pointer && k.element.gives(t.Elem()) || isNillable(t) && k.element.gives(t)
	}
	return k.takes(t, anyType)
}

func isNillable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return true
	}
	return false
}
