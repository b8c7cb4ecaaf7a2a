package atomic

import (
	real "sync/atomic"

	"compendium/driver/turns"
)

type Int32 struct{ value real.Int32 }

func (x *Int32) Add(delta int32) int32 { turns.Yield(); return x.value.Add(delta) }
func (x *Int32) Load() int32           { turns.Yield(); return x.value.Load() }
func (x *Int32) Store(val int32)       { turns.Yield(); x.value.Store(val) }
func (x *Int32) Swap(new int32) int32  { turns.Yield(); return x.value.Swap(new) }
func (x *Int32) CompareAndSwap(old, new int32) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
func (x *Int32) And(mask int32) int32 {
	return changed(x, (*Int32).Load, (*Int32).CompareAndSwap, func(old int32) int32 { return old & mask })
}
func (x *Int32) Or(mask int32) int32 {
	return changed(x, (*Int32).Load, (*Int32).CompareAndSwap, func(old int32) int32 { return old | mask })
}

type Int64 struct{ value real.Int64 }

func (x *Int64) Add(delta int64) int64 { turns.Yield(); return x.value.Add(delta) }
func (x *Int64) Load() int64           { turns.Yield(); return x.value.Load() }
func (x *Int64) Store(val int64)       { turns.Yield(); x.value.Store(val) }
func (x *Int64) Swap(new int64) int64  { turns.Yield(); return x.value.Swap(new) }
func (x *Int64) CompareAndSwap(old, new int64) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
func (x *Int64) And(mask int64) int64 {
	return changed(x, (*Int64).Load, (*Int64).CompareAndSwap, func(old int64) int64 { return old & mask })
}
func (x *Int64) Or(mask int64) int64 {
	return changed(x, (*Int64).Load, (*Int64).CompareAndSwap, func(old int64) int64 { return old | mask })
}

type Uint32 struct{ value real.Uint32 }

func (x *Uint32) Add(delta uint32) uint32 { turns.Yield(); return x.value.Add(delta) }
func (x *Uint32) Load() uint32            { turns.Yield(); return x.value.Load() }
func (x *Uint32) Store(val uint32)        { turns.Yield(); x.value.Store(val) }
func (x *Uint32) Swap(new uint32) uint32  { turns.Yield(); return x.value.Swap(new) }
func (x *Uint32) CompareAndSwap(old, new uint32) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
func (x *Uint32) And(mask uint32) uint32 {
	return changed(x, (*Uint32).Load, (*Uint32).CompareAndSwap, func(old uint32) uint32 { return old & mask })
}
func (x *Uint32) Or(mask uint32) uint32 {
	return changed(x, (*Uint32).Load, (*Uint32).CompareAndSwap, func(old uint32) uint32 { return old | mask })
}

type Uint64 struct{ value real.Uint64 }

func (x *Uint64) Add(delta uint64) uint64 { turns.Yield(); return x.value.Add(delta) }
func (x *Uint64) Load() uint64            { turns.Yield(); return x.value.Load() }
func (x *Uint64) Store(val uint64)        { turns.Yield(); x.value.Store(val) }
func (x *Uint64) Swap(new uint64) uint64  { turns.Yield(); return x.value.Swap(new) }
func (x *Uint64) CompareAndSwap(old, new uint64) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
func (x *Uint64) And(mask uint64) uint64 {
	return changed(x, (*Uint64).Load, (*Uint64).CompareAndSwap, func(old uint64) uint64 { return old & mask })
}
func (x *Uint64) Or(mask uint64) uint64 {
	return changed(x, (*Uint64).Load, (*Uint64).CompareAndSwap, func(old uint64) uint64 { return old | mask })
}

type Uintptr struct{ value real.Uintptr }

func (x *Uintptr) Add(delta uintptr) uintptr { turns.Yield(); return x.value.Add(delta) }
func (x *Uintptr) Load() uintptr             { turns.Yield(); return x.value.Load() }
func (x *Uintptr) Store(val uintptr)         { turns.Yield(); x.value.Store(val) }
func (x *Uintptr) Swap(new uintptr) uintptr  { turns.Yield(); return x.value.Swap(new) }
func (x *Uintptr) CompareAndSwap(old, new uintptr) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
func (x *Uintptr) And(mask uintptr) uintptr {
	return changed(x, (*Uintptr).Load, (*Uintptr).CompareAndSwap, func(old uintptr) uintptr { return old & mask })
}
func (x *Uintptr) Or(mask uintptr) uintptr {
	return changed(x, (*Uintptr).Load, (*Uintptr).CompareAndSwap, func(old uintptr) uintptr { return old | mask })
}

func changed[X, T any](x *X, load func(*X) T, swap func(*X, T, T) bool, to func(T) T) T {
	for {
		if old := load(x); swap(x, old, to(old)) {
			return old
		}
	}
}

type Bool struct{ value real.Bool }

func (x *Bool) Load() bool         { turns.Yield(); return x.value.Load() }
func (x *Bool) Store(val bool)     { turns.Yield(); x.value.Store(val) }
func (x *Bool) Swap(new bool) bool { turns.Yield(); return x.value.Swap(new) }
func (x *Bool) CompareAndSwap(old, new bool) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}

type Pointer[T any] struct{ value real.Pointer[T] }

func (x *Pointer[T]) Load() *T       { turns.Yield(); return x.value.Load() }
func (x *Pointer[T]) Store(val *T)   { turns.Yield(); x.value.Store(val) }
func (x *Pointer[T]) Swap(new *T) *T { turns.Yield(); return x.value.Swap(new) }
func (x *Pointer[T]) CompareAndSwap(old, new *T) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}

type Value struct{ value real.Value }

func (x *Value) Load() any        { turns.Yield(); return x.value.Load() }
func (x *Value) Store(val any)    { turns.Yield(); x.value.Store(val) }
func (x *Value) Swap(new any) any { turns.Yield(); return x.value.Swap(new) }
func (x *Value) CompareAndSwap(old, new any) bool {
	turns.Yield()
	return x.value.CompareAndSwap(old, new)
}
