package driver

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"compendium/driver/clock"
)

// create makes an instance: a pointer where the program gives a struct.
func (s *shape) create(options, own map[string]any, handed *functions) (reflect.Value, error) {
	holder := reflect.New(s.options)
	for _, some := range []map[string]any{options, own} {
		for name, value := range some {
			if err := s.setOption(holder.Elem(), name, value); err != nil {
				return reflect.Value{}, err
			}
		}
	}
	for _, one := range s.contract.Given {
		field := holder.Elem().Field(s.fields[one.Name])
		switch k := s.functions[one.ID]; {
		case k != nil:
			field.Set(handed.givenAs(one.ID, k, field.Type()))
		case one.Kind == "schedule":
			field.Set(handed.given.scheduler(field.Type()))
		default:
			field.Set(handed.given.as(one.Kind, field.Type()))
		}
	}
	if !s.byPointer {
		holder = holder.Elem()
	}
	return s.instance(s.maker.Call([]reflect.Value{holder}))
}

func (s *shape) setOption(options reflect.Value, name string, value any) error {
	index, known := s.fields[name]
	if !known {
		return fmt.Errorf("%s has no field %s", s.options, name)
	}
	field := options.Field(index)
	switch given := value.(type) {
	case bool:
		field.SetBool(given)
	case string:
		field.SetString(given)
	case json.Number:
		if err := setNumber(field, given); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (s *shape) instance(results []reflect.Value) (reflect.Value, error) {
	name := "New" + s.contract.Type
	if len(results) == 2 && !results[1].IsNil() {
		return reflect.Value{}, fmt.Errorf("%s returned %s", name, describeError(results[1].Interface().(error)))
	}
	made := results[0]
	if made.Kind() == reflect.Interface {
		made = made.Elem()
	}
	if !made.IsValid() || made.Kind() == reflect.Pointer && made.IsNil() {
		return reflect.Value{}, errors.New(name + " returned nil")
	}
	if made.Kind() == reflect.Pointer {
		return made, nil
	}
	pointer := reflect.New(made.Type())
	pointer.Elem().Set(made)
	return pointer, nil
}

// scheduler is the given one as a function of the type.
func (g *given) scheduler(t reflect.Type) reflect.Value {
	return reflect.MakeFunc(t, func(arguments []reflect.Value) []reflect.Value {
		ms := arguments[0].Convert(reflect.TypeOf(0.0)).Float()
		callback := arguments[1].Convert(reflect.TypeOf(func() {})).Interface().(func())
		cancel := func() {}
		if g.air != nil {
			cancel = g.air.schedule(ms, callback)
		}
		return []reflect.Value{reflect.ValueOf(cancel).Convert(t.Out(0))}
	})
}

// as is what is given as a function of the type, which takes and gives what `fits` lets pass.
func (g *given) as(kind string, t reflect.Type) reflect.Value {
	exact := map[string]any{"clock": clock.NowMs, "random": g.random, "hash": hash, "sleep": func(ms int64) { g.sleep(float64(ms)) }}
	if made := reflect.ValueOf(exact[kind]); made.Type().ConvertibleTo(t) {
		return made.Convert(t)
	}
	return reflect.MakeFunc(t, func(arguments []reflect.Value) []reflect.Value {
		switch kind {
		case "clock":
			return []reflect.Value{reflect.ValueOf(clock.NowMs()).Convert(t.Out(0))}
		case "random":
			return []reflect.Value{reflect.ValueOf(g.random()).Convert(t.Out(0))}
		case "hash":
			return []reflect.Value{reflect.ValueOf(hash(arguments[0].String())).Convert(t.Out(0))}
		}
		g.sleep(arguments[0].Convert(reflect.TypeOf(0.0)).Float())
		return nil
	})
}
