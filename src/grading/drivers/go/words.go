package driver

import (
	"fmt"
	"reflect"
	"strings"
)

func shorten(text string) string {
	runes := []rune(text)
	if len(runes) <= textLimit {
		return text
	}
	return string(runes[:textLimit]) + "..."
}

// describe is the value as Go writes it.
func describe(value any) string {
	if value == nil {
		return "nil"
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return "a " + v.Type().String()
	}
	if err, isError := value.(error); isError {
		return shorten(fmt.Sprintf("the error %q as a value", fmt.Sprint(err)))
	}
	if isDeeper(v, 4*deepest) {
		return "a " + v.Type().String() + " that holds itself"
	}
	return shorten(withoutAddresses(fmt.Sprintf("%#v", value)))
}

// isDeeper tells that there are more levels than that, as where a value holds itself. Pointers within
// others are printed as addresses, and so need not be followed.
func isDeeper(v reflect.Value, levels int) bool {
	if levels == 0 {
		return true
	}
	switch v.Kind() {
	case reflect.Interface:
		return isDeeper(v.Elem(), levels-1)
	case reflect.Slice, reflect.Array:
		for index := 0; index < v.Len() && leads(v.Type().Elem()); index++ {
			if isDeeper(v.Index(index), levels-1) {
				return true
			}
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next() && leads(v.Type().Elem()); {
			if isDeeper(entries.Value(), levels-1) {
				return true
			}
		}
	case reflect.Struct:
		for index := 0; index < v.NumField(); index++ {
			if isDeeper(v.Field(index), levels-1) {
				return true
			}
		}
	}
	return false
}

// withoutAddresses is the same text in every run: 0xc000012345 is where something happened to lie.
func withoutAddresses(text string) string {
	const mark = "0xc0"
	for {
		before, after, found := strings.Cut(text, mark)
		if !found {
			return text
		}
		text = before + "..." + strings.TrimLeft(after, "0123456789abcdef")
	}
}

func describeError(err error) string {
	return shorten(fmt.Sprintf("the error %q", fmt.Sprint(err)))
}

func describePanic(value any) string {
	return shorten("panic: " + fmt.Sprint(value))
}
