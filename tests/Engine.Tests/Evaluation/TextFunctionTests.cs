using Grader.Engine.Tests.Sql;

namespace Grader.Engine.Tests.Evaluation;

/// <summary>Functions over strings, bytes, times and JSON; where a comment says so, the values are those of Spark's own documentation.</summary>
public class TextFunctionTests : SqlFixture
{
    [Theory]
    [InlineData("trim('SL', 'SSparkSQLS')", "parkSQ")] // documentation
    [InlineData("btrim('SSparkSQLS', 'SL')", "parkSQ")] // documentation
    [InlineData("rtrim('LQSa', 'SSparkSQLS')", "SSpark")] // documentation
    [InlineData("upper('straße ﬁn')", "STRASSE FIN")]
    [InlineData("lower('ΟΔΟΣ İ')", "οδος i\u0307")]
    [InlineData("length('😀a')", "2")]
    [InlineData("substring('😀bc', 2, 1)", "b")]
    [InlineData("'😀' LIKE '_'", "True")]
    [InlineData("locate('a', 'ba', CAST(NULL AS INT))", "0")]
    [InlineData("overlay('Spark SQL', 'ANSI ', 7, 0)", "Spark ANSI SQL")] // documentation
    [InlineData("soundex('Miller')", "M460")] // documentation
    [InlineData("levenshtein('kitten', 'sitting', 2)", "-1")] // documentation
    [InlineData("luhn_check('8112189876')", "True")] // documentation
    [InlineData("luhn_check('6011111111111116')", "False")] // documentation
    [InlineData("mask('AbCD123-@$#', NULL, 'q')", "AqCDnnn-@$#")]
    [InlineData("split_part('11.12.13', '.', 3)", "13")] // documentation
    [InlineData("decode(6, 1, 'Southlake', 2, 'San Francisco', 'Non domestic')", "Non domestic")] // documentation
    [InlineData("decode(encode('aé', 'utf-16'), 'utf-16')", "aé")]
    [InlineData("hex(17)", "11")] // documentation
    [InlineData("hex('Spark SQL')", "537061726B2053514C")] // documentation
    [InlineData("length(base64(repeat('x', 58)))", "82")]
    [InlineData("regexp_count('Steven Jones and Stephen Smith are the best players', 'Ste(v|ph)en')", "2")] // documentation
    [InlineData("regexp_replace('100-200', '(\\\\d+)', 'num', 5)", "100-num")]
    [InlineData("regexp_extract('aab', '(?<x>a)\\\\k<x>(b)', 2)", "b")]
    [InlineData("rlike('Ж', '[\\\\p{IsCyrillic}&&[^ж]]')", "True")]
    public void Strings(string expression, string expected) => Assert.Equal(expected, Rows($"SELECT {expression}"));

    [Theory]
    [InlineData("hash('Spark', array(123), 2)", "-1321691492")] // documentation
    [InlineData("xxhash64('Spark', array(123), 2)", "5602566077635097486")] // documentation
    [InlineData("crc32('Spark')", "1557323817")] // documentation
    [InlineData("sha2('Spark', 256)", "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b")] // documentation
    [InlineData("sha2('hello world', 224)", "2f05477fc24bb4faefd86517156dafdecec45b8ad3cf2522a563582b")]
    [InlineData("sha2('a', 100)", "-")]
    [InlineData("parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query')", "1")] // documentation
    [InlineData("parse_url('https://a b', 'HOST')", "-")]
    [InlineData("url_encode('https://spark.apache.org')", "https%3A%2F%2Fspark.apache.org")] // documentation
    public void Hashes_and_urls(string expression, string expected) => Assert.Equal(expected, Rows($"SELECT {expression}"));

    [Theory]
    [InlineData("format_string('Hello World %d %s', 100, 'days')", "Hello World 100 days")] // documentation
    [InlineData("format_string('%.0f %.1f %(,.2f %g', 2.5D, 0.25D, -1234.5D, 0.0001D)", "3 0.3 (1,234.50) 0.000100000")]
    [InlineData("format_string('%08d|%-4s|%x|%2$s', -42, 'a', -1)", "-0000042|a   |ffffffff|a")]
    [InlineData("format_number(12332.123456, 4)", "12,332.1235")] // documentation
    [InlineData("format_number(12332.123456, '##################.###')", "12332.123")] // documentation
    [InlineData("format_number(0.125D, 2)", "0.12")]
    [InlineData("to_char(454, '999')", "454")] // documentation
    [InlineData("to_char(454.00, '000D00')", "454.00")] // documentation
    [InlineData("to_char(12454, '99G999')", "12,454")] // documentation
    [InlineData("to_char(-12454.8, '99G999D9S')", "12,454.8-")] // documentation
    [InlineData("to_char(454, '9')", "#")]
    [InlineData("to_number('12,454.8-', '99,999.9S') + 0", "-12454.8")] // documentation
    [InlineData("try_to_number('1x', '99')", "-")]
    public void Formats(string expression, string expected) => Assert.Equal(expected, Rows($"SELECT {expression}"));

    [Theory]
    [InlineData("CAST(next_day('2015-01-14', 'TU') AS STRING)", "2015-01-20")] // documentation
    [InlineData("months_between('1997-02-28 10:30:00', '1996-10-30')", "3.94959677")] // documentation
    [InlineData("months_between('1997-02-28 10:30:00', '1996-10-30', false)", "3.9495967741935485")] // documentation
    [InlineData("date_part('SECONDS', timestamp'2019-10-01 00:00:01.000001')", "1.000001")] // documentation
    [InlineData("date_part('week', timestamp'2019-08-12 01:00:00.123456')", "33")] // documentation
    [InlineData("date_part('MONTH', INTERVAL '2021-11' YEAR TO MONTH)", "11")] // documentation
    [InlineData("extract(YEAROFWEEK FROM DATE'2024-12-30')", "2025")]
    [InlineData("CAST(make_timestamp(2019, 6, 30, 23, 59, 60) AS STRING)", "2019-07-01 00:00:00")] // documentation
    [InlineData("make_timestamp(2019, 13, 1, 10, 11, 12, 'PST')", "-")] // documentation
    [InlineData("CAST(convert_timezone('Europe/Brussels', 'America/Los_Angeles', timestamp_ntz'2021-12-06 00:00:00') AS STRING)", "2021-12-05 15:00:00")] // documentation
    [InlineData("CAST(from_utc_timestamp(timestamp'2024-07-01 12:00:00', 'PST') AS STRING)", "2024-07-01 05:00:00")]
    [InlineData("CAST(from_utc_timestamp('2016-08-31', 'Asia/Seoul') AS STRING)", "2016-08-31 09:00:00")] // documentation
    [InlineData("timestampdiff(MONTH, timestamp'2024-03-31 00:00:00', timestamp'2024-02-29 00:00:00')", "-1")]
    [InlineData("CAST(dateadd(MONTH, 1, timestamp'2024-01-31 00:00:00') AS STRING)", "2024-02-29 00:00:00")]
    [InlineData("unix_timestamp(timestamp'1969-12-31 23:59:59.5')", "0")]
    [InlineData("unix_seconds(timestamp'1969-12-31 23:59:59.5')", "-1")]
    public void Dates_and_times(string expression, string expected) => Assert.Equal(expected, Rows($"SELECT {expression}"));

    [Theory]
    [InlineData("get_json_object('{\"a\":[{\"b\":1},{\"b\":2}]}', '$.a[*].b')", "[1,2]")]
    [InlineData("get_json_object('{\"a\":[{\"b\":1}]}', '$.a[*].b')", "1")]
    [InlineData("get_json_object('{\"a\":null}', '$.a')", "-")]
    [InlineData("get_json_object('{\"a\":\"x\"}', '$[\\'a\\']')", "x")]
    [InlineData("get_json_object('{\"a\":{\"b\":\"x\"}}', '$.a')", "{\"b\":\"x\"}")]
    [InlineData("get_json_object('{\"a\"', '$.a')", "-")]
    [InlineData("to_json(named_struct('a', 1, 'b', NULL))", "{\"a\":1}")]
    [InlineData("to_json(named_struct('a', CAST(NULL AS INT)), map('ignoreNullFields', 'false'))", "{\"a\":null}")]
    [InlineData("to_json(named_struct('t', timestamp'2015-08-26 00:00:00'), map('timestampFormat', 'dd/MM/yyyy'))", "{\"t\":\"26/08/2015\"}")] // documentation
    [InlineData("to_json(from_json('[{\"a\":1},{\"a\":\"x\"}]', 'array<struct<a:int>>'))", "[{\"a\":1},{}]")]
    [InlineData("from_json('', 'a INT') IS NULL", "True")]
    [InlineData("to_json(from_json('{\"a\":1', 'a INT'))", "{}")]
    [InlineData("schema_of_json('[{\"col\":01}]', map('allowNumericLeadingZeros', 'true'))", "ARRAY<STRUCT<col: BIGINT>>")] // documentation
    [InlineData("json_array_length('[1,2,3,{\"f1\":1,\"f2\":[5,6]},4]')", "5")] // documentation
    [InlineData("json_array_length('[1,2')", "-")] // documentation
    [InlineData("concat_ws(',', json_object_keys('{\"f1\":\"abc\",\"f2\":{\"f3\":\"a\"}}'))", "f1,f2")] // documentation
    [InlineData("to_json(from_csv('1, 0.8', 'a INT, b DOUBLE'))", "{\"a\":1,\"b\":0.8}")] // documentation
    [InlineData("to_csv(named_struct('a', 1, 'b', 'x,\"y'))", "1,\"x,\\\"y\"")]
    [InlineData("schema_of_csv('1,abc')", "STRUCT<_c0: INT, _c1: STRING>")] // documentation
    public void Json_and_csv(string expression, string expected) => Assert.Equal(expected, Rows($"SELECT {expression}"));

    [Theory]
    [InlineData("trim(BOTH 'x' FROM k)", "TRIM(BOTH x FROM k)")]
    [InlineData("lpad(k, 3)", "lpad(k, 3,  )")]
    [InlineData("position('a', k)", "position(a, k, 1)")]
    [InlineData("extract(day FROM DATE'2024-01-01')", "extract(day FROM DATE '2024-01-01')")]
    [InlineData("date_diff(DAY, DATE'2024-01-01', DATE'2024-01-02')", "timestampdiff(DAY, DATE '2024-01-01', DATE '2024-01-02')")]
    [InlineData("from_json(k, 'a INT')", "from_json(k)")]
    public void Columns_are_named_as_Spark_names_them(string expression, string name) => Assert.Equal(name, Columns($"SELECT {expression} FROM t"));

    [Theory]
    [InlineData("repeat('ab', 2000000000)", "The function `repeat` would make a value of 4,000,000,000 characters or bytes; this engine makes values of at most 16,777,216.")]
    [InlineData("lpad('a', 2000000000, 'b')", "The function `lpad` would make a value of 2,000,000,000 characters or bytes; this engine makes values of at most 16,777,216.")]
    [InlineData("format_string('%2000000000d', 1)", "The function `format_string` would make a value of 2,000,000,000 characters or bytes; this engine makes values of at most 16,777,216.")]
    [InlineData("replace(repeat('a', 10000000), 'a', 'aaa')", "The function `replace` would make a value of 30,000,000 characters or bytes; this engine makes values of at most 16,777,216.")]
    [InlineData("levenshtein(repeat('a', 100000), repeat('b', 100000))", "One evaluation of the function `levenshtein` may take 10,000,000,000 steps; this engine takes at most 1,000,000,000.")]
    [InlineData("rlike('aaa', '(?=a)(a+)+b')", "The regular expression '(?=a)(a+)+b' repeats a part that can be read in several ways, and needs to go back; the time for it has no bound, so this engine refuses it.")]
    [InlineData("rlike(repeat('a', 100000), 'a*(?=b)a*')", "The regular expression 'a*(?=b)a*' may take more than 1000000000 steps over a text of 100000 characters, which is this engine's limit.")]
    [InlineData("rlike('a', '((a{100}){100}){100}')", "The regular expression '((a{100}){100}){100}' stands for 1000000 characters when its repetitions are written out; this engine takes at most 20000.")]
    public void What_has_no_bound_is_refused_by_a_counted_limit(string expression, string message) => Assert.Equal(message, ErrorOf($"SELECT {expression}").Message);

    [Fact]
    public void Nested_repetitions_match_in_linear_time() => Assert.Equal("False", Rows("SELECT rlike(repeat('a', 100000), '^(a+)+$|(a|aa)*b') AND false"));

    [Theory]
    [InlineData("regexp_extract('a', '(', 0)", "INVALID_PARAMETER_VALUE.PATTERN")]
    [InlineData("regexp_extract('a', 'a', 1)", "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX")]
    [InlineData("split_part('a', 'b', 0)", "INVALID_INDEX_OF_ZERO")]
    [InlineData("'a' LIKE 'a\\\\b'", "INVALID_FORMAT.ESC_IN_THE_MIDDLE")]
    [InlineData("to_number('a', '9')", "INVALID_FORMAT.MISMATCH_INPUT")]
    [InlineData("to_number('a', '9,')", "INVALID_FORMAT.CONT_THOUSANDS_SEPS")]
    [InlineData("to_binary('zz')", "CONVERSION_INVALID_INPUT")]
    [InlineData("url_decode('%')", "CANNOT_DECODE_URL")]
    [InlineData("extract(bogus FROM DATE'2024-01-01')", "INVALID_EXTRACT_FIELD")]
    [InlineData("hash(map(1, 2))", "DATATYPE_MISMATCH.HASH_MAP_TYPE")]
    [InlineData("from_json('{}', 'INT')", "DATATYPE_MISMATCH.INVALID_JSON_SCHEMA")]
    [InlineData("from_json('{}', 'a INT', map('mode', 'DROPMALFORMED'))", "PARSE_MODE_UNSUPPORTED")]
    [InlineData("from_json('{}', k)", "INVALID_SCHEMA.NON_STRING_LITERAL")]
    [InlineData("date_format(timestamp'2024-01-01 00:00:00', 'w')", "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION")]
    [InlineData("to_timestamp('Mon', 'E')", "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION")]
    [InlineData("to_date('2024-02-30', 'yyyy-MM-dd')", "INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER")]
    public void What_cannot_be_done_has_Sparks_error_class(string expression, string errorClass) => Assert.Equal(errorClass, ErrorOf($"SELECT {expression} FROM t").ErrorClass);

    [Fact]
    public void Json_tuple_gives_a_column_for_each_field() => Assert.Equal("1 [2] -", Rows("SELECT json_tuple('{\"a\":1,\"b\":[2]}', 'a', 'b', 'c')"));
}
