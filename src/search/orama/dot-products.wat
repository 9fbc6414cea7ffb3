;; Dot products of one query with rows of 8-bit numbers, sixteen numbers at a time. The head of a row
;; and its tail lie apart.
;; Assembled into dot-products.wasm by `npx tsx src/search/assemble-kernels.ts`.
(module
  (memory (export "memory") 1)

  ;; Multiplies the head of the query with those of rows, four rows at once, and tells which rows may
  ;; come near enough in all.
  ;; query: address of `dims` 16-bit numbers; scales, rests: addresses of a 32-bit float for each row;
  ;; heads: address of `count` times `dims` 8-bit numbers; out: address of room for `count` 32-bit
  ;; products; list: address of room for `count` numbers of rows: of those whose product times scale,
  ;; and rest times `rest` of the query on top, are `least` or more. Returns how many these are.
  ;; `dims` is a positive multiple of 16, `count` one of 4.
  (func (export "multiplyHeads")
    (param $query i32) (param $scales i32) (param $rests i32) (param $heads i32) (param $out i32)
    (param $list i32) (param $count i32) (param $dims i32) (param $rest f32) (param $least f32)
    (result i32)
    (local $row i32) (local $row_end i32) (local $q i32) (local $listed i32) (local $near i32)
    (local $row1 i32) (local $row2 i32) (local $row3 i32)
    (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $listed (local.get $list))
    (block $done
      (loop $each_four
        (br_if $done (i32.ge_s (local.get $row) (local.get $count)))
        (local.set $row1 (i32.add (local.get $heads) (local.get $dims)))
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
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $heads)))
                (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $heads))))))
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
          (local.set $heads (i32.add (local.get $heads) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $heads) (local.get $row_end))))
        ;; The row after the last of these begins where that ended.
        (local.set $heads (local.get $row3))
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
        (local.set $near
          (i32x4.bitmask
            (f32x4.ge
              (f32x4.add
                (f32x4.mul (f32x4.convert_i32x4_s (local.get $a)) (v128.load (local.get $scales)))
                (f32x4.mul (v128.load (local.get $rests)) (f32x4.splat (local.get $rest))))
              (f32x4.splat (local.get $least)))))
        ;; Each is written, and written over by the next unless it is near.
        (if (local.get $near)
          (then
            (i32.store (local.get $listed) (local.get $row))
            (local.set $listed
              (i32.add (local.get $listed)
                (i32.shl (i32.and (local.get $near) (i32.const 1)) (i32.const 2))))
            (i32.store (local.get $listed) (i32.add (local.get $row) (i32.const 1)))
            (local.set $listed
              (i32.add (local.get $listed)
                (i32.shl (i32.and (local.get $near) (i32.const 2)) (i32.const 1))))
            (i32.store (local.get $listed) (i32.add (local.get $row) (i32.const 2)))
            (local.set $listed
              (i32.add (local.get $listed) (i32.and (local.get $near) (i32.const 4))))
            (i32.store (local.get $listed) (i32.add (local.get $row) (i32.const 3)))
            (local.set $listed
              (i32.add (local.get $listed)
                (i32.shr_u (i32.and (local.get $near) (i32.const 8)) (i32.const 1))))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $rests (i32.add (local.get $rests) (i32.const 16)))
        (local.set $row (i32.add (local.get $row) (i32.const 4)))
        (br $each_four)))
    (i32.shr_u (i32.sub (local.get $listed) (local.get $list)) (i32.const 2)))

  ;; Adds the products of tails to those of heads for the `count` rows of `list`, and leaves in the
  ;; list only those whose sum times scale is `least` or more. Returns how many these are. The other
  ;; parameters are as above.
  (func (export "addTails")
    (param $query i32) (param $scales i32) (param $tails i32) (param $out i32)
    (param $list i32) (param $count i32) (param $dims i32) (param $least f32)
    (result i32)
    (local $next i32) (local $end i32) (local $listed i32)
    (local $row i32) (local $tail i32) (local $tail_end i32) (local $q i32)
    (local $a v128) (local $sum i32)
    (local.set $end (i32.add (local.get $list) (i32.shl (local.get $count) (i32.const 2))))
    ;; Reads one number of every line of memory first: many lines are on their way at once then,
    ;; where the products would wait for one after the other.
    (local.set $next (local.get $list))
    (block $all_read
      (loop $each_row
        (br_if $all_read (i32.ge_u (local.get $next) (local.get $end)))
        (local.set $tail
          (i32.add
            (local.get $tails)
            (i32.mul (i32.load (local.get $next)) (local.get $dims))))
        (local.set $tail_end (i32.add (local.get $tail) (local.get $dims)))
        (loop $each_line
          (drop (i32.load8_u (local.get $tail)))
          (local.set $tail (i32.add (local.get $tail) (i32.const 64)))
          (br_if $each_line (i32.lt_u (local.get $tail) (local.get $tail_end))))
        (local.set $next (i32.add (local.get $next) (i32.const 4)))
        (br $each_row)))
    (local.set $listed (local.get $list))
    (local.set $next (local.get $list))
    (block $done
      (loop $each_row
        (br_if $done (i32.ge_u (local.get $next) (local.get $end)))
        (local.set $row (i32.load (local.get $next)))
        (local.set $tail
          (i32.add (local.get $tails) (i32.mul (local.get $row) (local.get $dims))))
        (local.set $tail_end (i32.add (local.get $tail) (local.get $dims)))
        (local.set $q (local.get $query))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (loop $each_part
          (local.set $a
            (i32x4.add
              (local.get $a)
              (i32x4.add
                (i32x4.dot_i16x8_s (v128.load (local.get $q)) (v128.load8x8_s (local.get $tail)))
                (i32x4.dot_i16x8_s
                  (v128.load offset=16 (local.get $q))
                  (v128.load8x8_s offset=8 (local.get $tail))))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $tail (i32.add (local.get $tail) (i32.const 16)))
          (br_if $each_part (i32.lt_u (local.get $tail) (local.get $tail_end))))
        (local.set $sum
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
            (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a)))))
        ;; Addresses of the row's product and scale.
        (local.set $tail (i32.add (local.get $out) (i32.shl (local.get $row) (i32.const 2))))
        (local.set $q (i32.add (local.get $scales) (i32.shl (local.get $row) (i32.const 2))))
        (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $tail))))
        (i32.store (local.get $tail) (local.get $sum))
        (i32.store (local.get $listed) (local.get $row))
        (local.set $listed
          (i32.add (local.get $listed)
            (i32.shl
              (f32.ge
                (f32.mul (f32.convert_i32_s (local.get $sum)) (f32.load (local.get $q)))
                (local.get $least))
              (i32.const 2))))
        (local.set $next (i32.add (local.get $next) (i32.const 4)))
        (br $each_row)))
    (i32.shr_u (i32.sub (local.get $listed) (local.get $list)) (i32.const 2))))
