namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    public static Column Ascii(Column column) => Sql.Column.Call("ascii", column);

    public static Column Base64(Column column) => Sql.Column.Call("base64", column);

    public static Column Concat(params Column[] columns) => Sql.Column.Call("concat", [.. columns]);

    public static Column ConcatWs(string sep, params Column[] columns) => Sql.Column.Call("concat_ws", [sep, .. columns]);

    public static Column Crc32(Column column) => Sql.Column.Call("crc32", column);

    public static Column Decode(Column column, string charset) => Sql.Column.Call("decode", column, charset);

    public static Column Encode(Column column, string charset) => Sql.Column.Call("encode", column, charset);

    public static Column FormatNumber(Column column, int d) => Sql.Column.Call("format_number", column, d);

    public static Column FormatString(string format, params Column[] columns) => Sql.Column.Call("format_string", [format, .. columns]);

    public static Column GetJsonObject(Column column, string path) => Sql.Column.Call("get_json_object", column, path);

    public static Column Hash(params Column[] columns) => Sql.Column.Call("hash", [.. columns]);

    public static Column Hex(Column column) => Sql.Column.Call("hex", column);

    public static Column InitCap(Column column) => Sql.Column.Call("initcap", column);

    public static Column Instr(Column column, string substring) => Sql.Column.Call("instr", column, substring);

    public static Column JsonTuple(Column column, params string[] fields) => Sql.Column.Call("json_tuple", [column, .. fields]);

    public static Column Length(Column column) => Sql.Column.Call("length", column);

    public static Column Levenshtein(Column left, Column right) => Sql.Column.Call("levenshtein", left, right);

    public static Column Locate(string substring, Column column) => Sql.Column.Call("locate", substring, column);

    public static Column Locate(string substring, Column column, int pos) => Sql.Column.Call("locate", substring, column, pos);

    public static Column Lower(Column column) => Sql.Column.Call("lower", column);

    public static Column Lpad(Column column, int len, string pad) => Sql.Column.Call("lpad", column, len, pad);

    public static Column Ltrim(Column column) => Sql.Column.Call("ltrim", column);

    public static Column Ltrim(Column column, string trimString) => Sql.Column.Call("ltrim", trimString, column);

    public static Column Md5(Column column) => Sql.Column.Call("md5", column);

    public static Column Overlay(Column src, Column replace, Column pos) => Sql.Column.Call("overlay", src, replace, pos);

    public static Column Overlay(Column src, Column replace, Column pos, Column len) => Sql.Column.Call("overlay", src, replace, pos, len);

    public static Column RegexpExtract(Column column, string exp, int groupIdx) => Sql.Column.Call("regexp_extract", column, exp, groupIdx);

    public static Column RegexpReplace(Column column, Column pattern, Column replacement) => Sql.Column.Call("regexp_replace", column, pattern, replacement);

    public static Column RegexpReplace(Column column, string pattern, string replacement) => Sql.Column.Call("regexp_replace", column, pattern, replacement);

    public static Column Repeat(Column column, int n) => Sql.Column.Call("repeat", column, n);

    public static Column Reverse(Column column) => Sql.Column.Call("reverse", column);

    public static Column Rpad(Column column, int len, string pad) => Sql.Column.Call("rpad", column, len, pad);

    public static Column Rtrim(Column column) => Sql.Column.Call("rtrim", column);

    public static Column Rtrim(Column column, string trimString) => Sql.Column.Call("rtrim", trimString, column);

    public static Column Sentences(Column str) => Sql.Column.Call("sentences", str);

    public static Column Sentences(Column str, Column language, Column country) => Sql.Column.Call("sentences", str, language, country);

    public static Column Sha1(Column column) => Sql.Column.Call("sha1", column);

    public static Column Sha2(Column column, int numBits) => Sql.Column.Call("sha2", column, numBits);

    public static Column Soundex(Column column) => Sql.Column.Call("soundex", column);

    public static Column Substring(Column column, int pos, int len) => Sql.Column.Call("substring", column, pos, len);

    public static Column SubstringIndex(Column column, string delimiter, int count) => Sql.Column.Call("substring_index", column, delimiter, count);

    public static Column Translate(Column column, string matchingString, string replaceString) => Sql.Column.Call("translate", column, matchingString, replaceString);

    public static Column Trim(Column column) => Sql.Column.Call("trim", column);

    public static Column Trim(Column column, string trimString) => Sql.Column.Call("trim", trimString, column);

    public static Column Unbase64(Column column) => Sql.Column.Call("unbase64", column);

    public static Column Unhex(Column column) => Sql.Column.Call("unhex", column);

    public static Column Upper(Column column) => Sql.Column.Call("upper", column);

    public static Column XXHash64(params Column[] columns) => Sql.Column.Call("xxhash64", [.. columns]);
}
