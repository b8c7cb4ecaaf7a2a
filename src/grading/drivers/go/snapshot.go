package driver

import (
	"reflect"
	"unsafe"
)

// What the variables of the learner's package held once it was initialized, with everything in that
// package's own types that can be reached from them. Put back before each sequence, in place, so that
// nothing that one sequence leaves behind there can reach the next, and pointers stay what they were.
type snapshot struct {
	regions map[region]reflect.Value
	maps    []savedMap
	seen    map[unsafe.Pointer]bool
}

type region struct {
	at   unsafe.Pointer
	kind reflect.Type
}

type savedMap struct {
	held    reflect.Value
	keys    []reflect.Value
	entries []reflect.Value
}

// takeSnapshot saves what the pointers point to.
func takeSnapshot(pointers []any) *snapshot {
	s := &snapshot{regions: map[region]reflect.Value{}, seen: map[unsafe.Pointer]bool{}}
	for _, pointer := range pointers {
		s.save(reflect.ValueOf(pointer).Elem())
	}
	return s
}

func (s *snapshot) restore() {
	for at, saved := range s.regions {
		reflect.NewAt(at.kind, at.at).Elem().Set(saved)
	}
	for _, one := range s.maps {
		for _, key := range one.held.MapKeys() {
			one.held.SetMapIndex(key, reflect.Value{})
		}
		for index, key := range one.keys {
			one.held.SetMapIndex(key, one.entries[index])
		}
	}
}

// save copies the addressable value, and what it leads to.
func (s *snapshot) save(v reflect.Value) {
	at := region{unsafe.Pointer(v.UnsafeAddr()), v.Type()}
	if _, known := s.regions[at]; known || v.Type().Size() == 0 {
		return
	}
	saved := reflect.New(v.Type()).Elem()
	saved.Set(v)
	s.regions[at] = saved
	s.follow(v)
}

// follow saves what the value leads to beyond its own memory.
func (s *snapshot) follow(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for index := 0; index < v.NumField(); index++ {
			s.follow(plain(v.Field(index)))
		}
	case reflect.Array:
		for index := 0; index < v.Len() && leads(v.Type().Elem()); index++ {
			s.follow(v.Index(index))
		}
	case reflect.Pointer:
		if !v.IsNil() && isOwn(v.Type().Elem()) {
			s.save(v.Elem())
		}
	case reflect.Interface:
		s.followCopy(v.Elem())
	case reflect.Slice:
		s.saveSlice(v)
	case reflect.Map:
		s.saveMap(v)
	}
}

// followCopy follows what is held where nobody can change it in place, as the entry of a map.
func (s *snapshot) followCopy(v reflect.Value) {
	if !v.IsValid() || !leads(v.Type()) {
		return
	}
	copied := reflect.New(v.Type()).Elem()
	copied.Set(v)
	s.follow(copied)
}

func (s *snapshot) saveSlice(v reflect.Value) {
	if v.Len() == 0 || s.seen[v.UnsafePointer()] {
		return
	}
	s.seen[v.UnsafePointer()] = true
	for index := 0; index < v.Len(); index++ {
		s.save(v.Index(index))
	}
}

func (s *snapshot) saveMap(v reflect.Value) {
	if v.IsNil() || s.seen[v.UnsafePointer()] {
		return
	}
	s.seen[v.UnsafePointer()] = true
	one := savedMap{held: v}
	for entries := v.MapRange(); entries.Next(); {
		one.keys = append(one.keys, entries.Key())
		one.entries = append(one.entries, entries.Value())
		s.followCopy(entries.Value())
	}
	s.maps = append(s.maps, one)
}

// plain is the field as if it were exported.
func plain(field reflect.Value) reflect.Value {
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}

// leads tells whether values of the type may lead anywhere beyond their own memory.
func leads(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct, reflect.Array, reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return true
	}
	return false
}

// isOwn tells that the type belongs to the learner's package, or to none. What a type of the standard
// library does behind a pointer, a file or a timer, is its own affair; lists and rings hold data alone.
func isOwn(t reflect.Type) bool {
	switch t.PkgPath() {
	case "", programPackage, "container/list", "container/ring", "sync", "sync/atomic", "compendium/driver/sync", "compendium/driver/atomic":
		return true
	}
	return false
}
