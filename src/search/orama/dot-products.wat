;; Dot products of one query with many rows of 8-bit numbers, sixteen at a time and four rows at once.
;; Assembled into dot-products.wasm by `npx tsx src/search/assemble-kernels.ts`.
(module
  (memory (export "memory") 1)

  ;; Writes the products of rows, and which fours of rows hold one that comes near enough.
  ;; query: address of `dims` 16-bit numbers; rows: address of `count` rows of `dims` 8-bit numbers;
  ;; scales: address of a 32-bit float for each row; out: address of `count` 32-bit results; fours:
  ;; address of room for `count / 4` numbers: of each four of rows with a product that is `least` or
  ;; more when multiplied by its scale, the number of its first row. Returns how many fours there are.
  ;; `dims` is a positive multiple of 16, `count` one of 4.
  (func (export "dotProducts")
    (param $query i32) (param $rows i32) (param $scales i32) (param $out i32) (param $fours i32)
    (param $count i32) (param $dims i32) (param $least f32)
    (result i32)
    (local $row i32) (local $row_end i32) (local $q i32) (local $found i32)
    (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $found (local.get $fours))
    (block $done
      (loop $each_four
        (br_if $done (i32.ge_s (local.get $row) (local.get $count)))
        (local.set $row1 (i32.add (local.get $rows) (local.get $dims)))
        (local.set $row2 (i32.add (local.get $row1) (local.get $dims)))
        (local.set $row3 (i32.add (local.get $row2) (local.get $dims)))
        (local.set $row_end (local.get $row1))
        (local.set $q (local.get $query))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (loop $each_part
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $a
            (i32x4.add
              (local.get $a)
              (i32x4.add
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $rows)))
                (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $rows))))))
          (local.set $b
            (i32x4.add
              (local.get $b)
              (i32x4.add
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $row1)))
                (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $row1))))))
          (local.set $c
            (i32x4.add
              (local.get $c)
              (i32x4.add
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $row2)))
                (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $row2))))))
          (local.set $d
            (i32x4.add
              (local.get $d)
              (i32x4.add
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $row3)))
                (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $row3))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $row1 (i32.add (local.get $row1) (i32.const 16)))
          (local.set $row2 (i32.add (local.get $row2) (i32.const 16)))
          (local.set $row3 (i32.add (local.get $row3) (i32.const 16)))
          (local.set $rows (i32.add (local.get $rows) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $rows) (local.get $row_end))))
        ;; The row after the last of these begins where that ended.
        (local.set $rows (local.get $row3))
        ;; Four sums of four parts each become one of four sums.
        (local.set $low
          (i32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
              (local.get $a) (local.get $b))))
        (local.set $high
          (i32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
              (local.get $c) (local.get $d))))
        (local.set $a
          (i32x4.add
            (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
              (local.get $low) (local.get $high))
            (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31
              (local.get $low) (local.get $high))))
        (v128.store (local.get $out) (local.get $a))
        (if
          (v128.any_true
            (f32x4.ge
              (f32x4.mul (f32x4.convert_i32x4_s (local.get $a)) (v128.load (local.get $scales)))
              (f32x4.splat (local.get $least))))
          (then
            (i32.store (local.get $found) (local.get $row))
            (local.set $found (i32.add (local.get $found) (i32.const 4)))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br $each_four)))
    (i32.shr_u (i32.sub (local.get $found) (local.get $fours)) (i32.const 2))))
