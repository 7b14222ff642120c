namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>Code point of the first character.</summary>
    public static Column Ascii(Column column) => Sql.Column.Call("ascii", column);

    /// <summary>Bytes as base64, in lines of 76 characters.</summary>
    public static Column Base64(Column column) => Sql.Column.Call("base64", column);

    /// <summary>Strings, bytes or arrays one after another; null where any is null.</summary>
    public static Column Concat(params Column[] columns) => Sql.Column.Call("concat", [.. columns]);

    /// <summary>The strings, and those of arrays, joined by the first argument; nulls are passed over.</summary>
    public static Column ConcatWs(string sep, params Column[] columns) => Sql.Column.Call("concat_ws", [sep, .. columns]);

    /// <summary>CRC-32 of bytes.</summary>
    public static Column Crc32(Column column) => Sql.Column.Call("crc32", column);

    /// <summary>The text of bytes in a character set; with more arguments, the result that belongs to a value.</summary>
    public static Column Decode(Column column, string charset) => Sql.Column.Call("decode", column, charset);

    /// <summary>The bytes of a text in a character set.</summary>
    public static Column Encode(Column column, string charset) => Sql.Column.Call("encode", column, charset);

    /// <summary>A number with groups of three digits, rounded half to even to a number of places, or by a pattern.</summary>
    public static Column FormatNumber(Column column, int d) => Sql.Column.Call("format_number", column, d);

    /// <summary>The arguments by a format of Java's: %s, %d, %.2f …</summary>
    public static Column FormatString(string format, params Column[] columns) => Sql.Column.Call("format_string", [format, .. columns]);

    /// <summary>What a path finds in a JSON text, as text.</summary>
    public static Column GetJsonObject(Column column, string path) => Sql.Column.Call("get_json_object", column, path);

    /// <summary>Murmur3 hash of the arguments.</summary>
    public static Column Hash(params Column[] columns) => Sql.Column.Call("hash", [.. columns]);

    /// <summary>A whole number, or bytes, in hexadecimal.</summary>
    public static Column Hex(Column column) => Sql.Column.Call("hex", column);

    /// <summary>Each word begins with an upper-case letter, the rest is lower case.</summary>
    public static Column InitCap(Column column) => Sql.Column.Call("initcap", column);

    /// <summary>Position of a part; 0 where it is absent.</summary>
    public static Column Instr(Column column, string substring) => Sql.Column.Call("instr", column, substring);

    /// <summary>Several fields of a JSON object as columns c0, c1, ….</summary>
    public static Column JsonTuple(Column column, params string[] fields) => Sql.Column.Call("json_tuple", [column, .. fields]);

    /// <summary>Number of characters, or of bytes.</summary>
    public static Column Length(Column column) => Sql.Column.Call("length", column);

    /// <summary>Edit distance of two strings; -1 where it is above a threshold.</summary>
    public static Column Levenshtein(Column left, Column right) => Sql.Column.Call("levenshtein", left, right);

    /// <summary>Position of a part in a string from a position on; 0 where it is absent.</summary>
    public static Column Locate(string substring, Column column) => Sql.Column.Call("locate", substring, column);

    /// <inheritdoc cref="Locate(string, Column)"/>
    public static Column Locate(string substring, Column column, int pos) => Sql.Column.Call("locate", substring, column, pos);

    /// <summary>Lower case.</summary>
    public static Column Lower(Column column) => Sql.Column.Call("lower", column);

    /// <summary>Filled at the start, or cut, to a length.</summary>
    public static Column Lpad(Column column, int len, string pad) => Sql.Column.Call("lpad", column, len, pad);

    /// <summary>Cuts blanks, or the characters of the first argument, at the start.</summary>
    public static Column Ltrim(Column column) => Sql.Column.Call("ltrim", column);

    /// <inheritdoc cref="Ltrim(Column)"/>
    public static Column Ltrim(Column column, string trimString) => Sql.Column.Call("ltrim", trimString, column);

    /// <summary>MD5 of bytes, in hexadecimal.</summary>
    public static Column Md5(Column column) => Sql.Column.Call("md5", column);

    /// <summary>Puts a string over a part of another.</summary>
    public static Column Overlay(Column src, Column replace, Column pos) => Sql.Column.Call("overlay", src, replace, pos);

    /// <inheritdoc cref="Overlay(Column, Column, Column)"/>
    public static Column Overlay(Column src, Column replace, Column pos, Column len) => Sql.Column.Call("overlay", src, replace, pos, len);

    /// <summary>A group of the first match; empty where nothing matches.</summary>
    public static Column RegexpExtract(Column column, string exp, int groupIdx) => Sql.Column.Call("regexp_extract", column, exp, groupIdx);

    /// <summary>Replaces every match of a regular expression from a position on.</summary>
    public static Column RegexpReplace(Column column, Column pattern, Column replacement) => Sql.Column.Call("regexp_replace", column, pattern, replacement);

    /// <inheritdoc cref="RegexpReplace(Column, Column, Column)"/>
    public static Column RegexpReplace(Column column, string pattern, string replacement) => Sql.Column.Call("regexp_replace", column, pattern, replacement);

    /// <summary>The string several times.</summary>
    public static Column Repeat(Column column, int n) => Sql.Column.Call("repeat", column, n);

    /// <summary>Characters or elements in reverse order.</summary>
    public static Column Reverse(Column column) => Sql.Column.Call("reverse", column);

    /// <summary>Filled at the end, or cut, to a length.</summary>
    public static Column Rpad(Column column, int len, string pad) => Sql.Column.Call("rpad", column, len, pad);

    /// <summary>Cuts blanks, or the characters of the first argument, at the end.</summary>
    public static Column Rtrim(Column column) => Sql.Column.Call("rtrim", column);

    /// <inheritdoc cref="Rtrim(Column)"/>
    public static Column Rtrim(Column column, string trimString) => Sql.Column.Call("rtrim", trimString, column);

    /// <summary>The sentences of a text as arrays of words.</summary>
    public static Column Sentences(Column str) => Sql.Column.Call("sentences", str);

    /// <inheritdoc cref="Sentences(Column)"/>
    public static Column Sentences(Column str, Column language, Column country) => Sql.Column.Call("sentences", str, language, country);

    /// <summary>SHA-1 of bytes, in hexadecimal.</summary>
    public static Column Sha1(Column column) => Sql.Column.Call("sha1", column);

    /// <summary>SHA-2 of bytes with 224, 256, 384 or 512 bits, in hexadecimal.</summary>
    public static Column Sha2(Column column, int numBits) => Sql.Column.Call("sha2", column, numBits);

    /// <summary>Soundex code of a word.</summary>
    public static Column Soundex(Column column) => Sql.Column.Call("soundex", column);

    /// <summary>Part of a string from a position, counted from 1, or from the end where negative.</summary>
    public static Column Substring(Column column, int pos, int len) => Sql.Column.Call("substring", column, pos, len);

    /// <summary>What stands before a number of delimiters, or behind them where negative.</summary>
    public static Column SubstringIndex(Column column, string delimiter, int count) => Sql.Column.Call("substring_index", column, delimiter, count);

    /// <summary>Replaces characters one by one.</summary>
    public static Column Translate(Column column, string matchingString, string replaceString) => Sql.Column.Call("translate", column, matchingString, replaceString);

    /// <summary>Cuts blanks, or the characters of the first argument, at both ends.</summary>
    public static Column Trim(Column column) => Sql.Column.Call("trim", column);

    /// <inheritdoc cref="Trim(Column)"/>
    public static Column Trim(Column column, string trimString) => Sql.Column.Call("trim", trimString, column);

    /// <summary>The bytes of a base64 text.</summary>
    public static Column Unbase64(Column column) => Sql.Column.Call("unbase64", column);

    /// <summary>The bytes of a hexadecimal text; null where it is none.</summary>
    public static Column Unhex(Column column) => Sql.Column.Call("unhex", column);

    /// <summary>Upper case.</summary>
    public static Column Upper(Column column) => Sql.Column.Call("upper", column);

    /// <summary>xxHash of the arguments, 64 bits.</summary>
    public static Column XXHash64(params Column[] columns) => Sql.Column.Call("xxhash64", [.. columns]);
}
