package driver

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
)

const (
	deepest   = 8
	textLimit = 300
)

// encode writes the value as JSON of the kind; false when it is none. An int64 is a string of digits.
func encode(v reflect.Value, k *kind) ([]byte, bool) {
	return appendValue(nil, v, k, 0)
}

func appendValue(to []byte, v reflect.Value, k *kind, depth int) ([]byte, bool) {
	for v.IsValid() && (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) {
		if depth++; depth > deepest {
			return to, false
		}
		v = v.Elem()
	}
	if k.base == "?" {
		if isAbsent(v, k) {
			return append(to, "null"...), true
		}
		k = k.element
	}
	if !v.IsValid() {
		return append(to, "null"...), true
	}
	switch t := v.Type(); {
	case t.Kind() == reflect.Bool:
		return strconv.AppendBool(to, v.Bool()), true
	case t.Kind() == reflect.String:
		text, err := json.Marshal(v.String())
		return append(to, text...), err == nil
	case t.Kind() == reflect.Uintptr, depth > deepest:
		return to, false
	case v.CanInt() || v.CanUint():
		return appendWhole(to, v, k.base == "int64"), true
	case v.CanFloat():
		return appendFloat(to, v.Float(), t.Bits())
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		return appendList(to, v, elementOf(k, "[]"), depth+1)
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String:
		return appendMap(to, v, elementOf(k, "{}"), depth+1)
	}
	return to, false
}

var anything = &kind{base: "any"}

// isAbsent tells of a map or a list that is nil: absent if it may be, else just empty.
func isAbsent(v reflect.Value, k *kind) bool {
	return k.base == "?" && (v.Kind() == reflect.Map || v.Kind() == reflect.Slice) && v.IsNil()
}

func elementOf(k *kind, base string) *kind {
	if k.base == base {
		return k.element
	}
	return anything
}

func appendWhole(to []byte, v reflect.Value, quoted bool) []byte {
	if quoted {
		to = append(to, '"')
	}
	if v.CanInt() {
		to = strconv.AppendInt(to, v.Int(), 10)
	} else {
		to = strconv.AppendUint(to, v.Uint(), 10)
	}
	if quoted {
		to = append(to, '"')
	}
	return to
}

func appendFloat(to []byte, value float64, bits int) ([]byte, bool) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return to, false
	}
	return strconv.AppendFloat(to, value, 'g', -1, bits), true
}

func appendList(to []byte, v reflect.Value, element *kind, depth int) ([]byte, bool) {
	to = append(to, '[')
	for index := 0; index < v.Len(); index++ {
		if index > 0 {
			to = append(to, ',')
		}
		var ok bool
		if to, ok = appendValue(to, v.Index(index), element, depth); !ok {
			return to, false
		}
	}
	return append(to, ']'), true
}

func appendMap(to []byte, v reflect.Value, element *kind, depth int) ([]byte, bool) {
	to = append(to, '{')
	for entries := v.MapRange(); entries.Next(); {
		if to[len(to)-1] != '{' {
			to = append(to, ',')
		}
		key, err := json.Marshal(entries.Key().String())
		if err != nil {
			return to, false
		}
		to = append(append(to, key...), ':')
		var ok bool
		if to, ok = appendValue(to, entries.Value(), element, depth); !ok {
			return to, false
		}
	}
	return append(to, '}'), true
}

// decode makes a value of the type out of what came as JSON. The subjects are those of the sequence.
func decode(value any, k *kind, t reflect.Type, subjects []reflect.Value) (reflect.Value, error) {
	if k.base == "?" {
		return decodeOptional(value, k.element, t, subjects)
	}
	if isOpen(t) {
		return decodeOpen(value, k, t, subjects)
	}
	made := reflect.New(t).Elem()
	switch given := value.(type) {
	case nil:
		return made, nil
	case bool:
		made.SetBool(given)
	case string:
		if isWhole(t) || isFloat(t) {
			return made, setNumber(made, json.Number(given))
		}
		made.SetString(given)
	case json.Number:
		return made, setNumber(made, given)
	case []any:
		made.Set(reflect.MakeSlice(t, 0, len(given)))
		for _, one := range given {
			element, err := decode(one, elementOf(k, "[]"), t.Elem(), subjects)
			if err != nil {
				return made, err
			}
			made.Set(reflect.Append(made, element))
		}
	case map[string]any:
		if index, isSubject := numberIn(given, "$subject"); isSubject {
			return asSelf(subjects[index], t), nil
		}
		made.Set(reflect.MakeMap(t))
		for name, one := range given {
			element, err := decode(one, elementOf(k, "{}"), t.Elem(), subjects)
			if err != nil {
				return made, err
			}
			made.SetMapIndex(reflect.ValueOf(name).Convert(t.Key()), element)
		}
	}
	return made, nil
}

func decodeOptional(value any, k *kind, t reflect.Type, subjects []reflect.Value) (reflect.Value, error) {
	if value == nil {
		return reflect.Zero(t), nil
	}
	if k.base == "self" || t.Kind() != reflect.Pointer {
		return decode(value, k, t, subjects)
	}
	held, err := decode(value, k, t.Elem(), subjects)
	if err != nil {
		return held, err
	}
	pointer := reflect.New(t.Elem())
	pointer.Elem().Set(held)
	return pointer, nil
}

// decodeOpen makes a value for a type that takes any.
func decodeOpen(value any, k *kind, t reflect.Type, subjects []reflect.Value) (reflect.Value, error) {
	made := reflect.New(t).Elem()
	if value == nil {
		return made, nil
	}
	natural := k.natural()
	if isOpen(natural) {
		natural = naturalOf(value)
	}
	if given, isMap := value.(map[string]any); isMap {
		if index, isSubject := numberIn(given, "$subject"); isSubject {
			made.Set(subjects[index])
			return made, nil
		}
	}
	held, err := decode(value, k, natural, subjects)
	if err == nil {
		made.Set(held)
	}
	return made, err
}

func naturalOf(value any) reflect.Type {
	switch given := value.(type) {
	case json.Number:
		if _, err := given.Int64(); err == nil {
			return reflect.TypeOf(0)
		}
		return reflect.TypeOf(0.0)
	case []any:
		return reflect.TypeOf([]any{})
	case map[string]any:
		return reflect.TypeOf(map[string]any{})
	}
	return reflect.TypeOf(value)
}

// numberIn reads {"$subject": 1}, which stands for something that is no JSON.
func numberIn(value any, name string) (int, bool) {
	given, _ := value.(map[string]any)
	number, ok := given[name].(json.Number)
	if !ok {
		return 0, false
	}
	index, err := number.Int64()
	return int(index), err == nil
}

// asSelf is the subject, a pointer, as the type that the program takes it by.
func asSelf(subject reflect.Value, t reflect.Type) reflect.Value {
	if subject.Type().AssignableTo(t) {
		return subject
	}
	return subject.Elem()
}

func setNumber(into reflect.Value, number json.Number) error {
	t := into.Type()
	tooLarge := fmt.Errorf("%s does not fit into %s", number, t)
	switch {
	case into.CanFloat():
		value, err := number.Float64()
		if err != nil {
			return tooLarge
		}
		into.SetFloat(value)
	case into.CanInt():
		value, err := strconv.ParseInt(whole(number), 10, 64)
		if err != nil || into.OverflowInt(value) {
			return tooLarge
		}
		into.SetInt(value)
	default:
		value, err := strconv.ParseUint(whole(number), 10, 64)
		if err != nil || into.OverflowUint(value) {
			return tooLarge
		}
		into.SetUint(value)
	}
	return nil
}

// whole is 1e+21 or 3.0 without its point and exponent, where it has none but zeros behind the point.
func whole(number json.Number) string {
	text := string(number)
	if _, err := strconv.ParseInt(text, 10, 64); err == nil {
		return text
	}
	if value, err := number.Float64(); err == nil && value == math.Trunc(value) && math.Abs(value) < 1<<63 {
		return strconv.FormatFloat(value, 'f', 0, 64)
	}
	return text
}
