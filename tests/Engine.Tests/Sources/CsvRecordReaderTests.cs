using System.Text;
using Grader.Engine.Analysis;
using Grader.Engine.Sources;
using Grader.Engine.Sql;
using Grader.Plans;

namespace Grader.Engine.Tests.Sources;

/// <summary>Rules of Spark's CSV reader that the recorded cases do not touch.</summary>
public sealed class CsvRecordReaderTests
{
    [Theory]
    [InlineData("\"a\"\",b", "a\"|b")]
    [InlineData("\"a\"\"\",b", "a\"\"|b")]
    [InlineData("\"a\" ,b", "a|b")]
    [InlineData("\"a\" x,b", "\"a\" x|b")]
    [InlineData(" \"a\",b", " \"a\"|b")]
    [InlineData("\"a\\\\\",b", "a\\|b")]
    [InlineData("\"a\\x\",b", "a\\x|b")]
    [InlineData("a\"b\",c", "a\"b\"|c")]
    [InlineData("\"a,b", "a,b|NULL")]
    public void Quotes_end_a_value_only_before_a_delimiter(string line, string expected) => Assert.Equal(expected, Read("a STRING, b STRING", line).Single());

    [Theory]
    [InlineData("\"a\"\"b\",c", "a\"b|c")]
    [InlineData("\"\"\"a\"\"\",c", "\"a\"|c")]
    [InlineData("\"\",c", "NULL|c")]
    public void A_quote_that_is_its_own_escape_is_written_twice(string line, string expected) =>
        Assert.Equal(expected, Read("a STRING, b STRING", line, ("escape", "\"")).Single());

    [Theory]
    [InlineData("\\t", "a\tb")]
    [InlineData("||", "a||b")]
    [InlineData("\\\\", "a\\b")]
    public void A_separator_may_be_escaped_or_long(string separator, string line) => Assert.Equal("a|b", Read("a STRING, b STRING", line, ("sep", separator)).Single());

    [Fact]
    public void Numbers_are_those_of_java()
    {
        Assert.Equal("NULL|1", Read("a INT, b INT", " 1,+1").Single());
        Assert.Equal("NULL|NaN", Read("a DOUBLE, b DOUBLE", "nan,NaN").Single());
        Assert.Equal("Infinity|-Infinity", Read("a DOUBLE, b DOUBLE", "Inf,-Inf").Single());
        Assert.Equal("1234.50|NULL", Read("a DECIMAL(6,2), b DECIMAL(3,2)", "\"1,234.5\",12.5").Single());
    }

    [Fact]
    public void A_strict_header_must_have_the_names_of_the_schema()
    {
        SparkException e = Assert.Throws<SparkException>(() => Read("a STRING, b STRING", "a,c\n1,2", ("header", "true"), ("enforceSchema", "false")));
        Assert.Equal("CSV header does not conform to the schema.\n Header: a, c\n Schema: a, b\nExpected: b but found: c\nCSV file: file:///in/f.csv", e.Error.Message);
    }

    [Fact]
    public void Fail_fast_names_what_could_be_read()
    {
        SparkException e = Assert.Throws<SparkException>(() => Read("a STRING, b INT", "x,y", ("mode", "failfast")));
        Assert.Equal("MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION", e.Error.ErrorClass);
        Assert.Contains("record parsing: [x,null].", e.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_over_two_lines_keeps_its_line_end_and_its_number()
    {
        CsvRecord[] records = [.. new CsvRecordReader(SqlParser.ParseSchema("a STRING, b STRING"), Options([("multiLine", "true")]), TimeZoneInfo.Utc)
            .Read("/in/f.csv", new MemoryStream(Encoding.UTF8.GetBytes("\r\n\"x\r\ny\",1\r\n\r\nz,2")))];
        Assert.Equal([2, 5], records.Select(record => record.Line));
        Assert.Equal("x\r\ny", records[0].Row[0].String);
    }

    [Fact]
    public void A_date_that_only_the_old_parser_took_fails_the_query() =>
        Assert.Equal("SparkUpgradeException", Assert.Throws<SparkException>(() => Read("a DATE", "2024-02-30")).Error.ExceptionClass);

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("UTF-16LE")]
    public void A_file_is_read_in_its_charset(string charset)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var reader = new CsvRecordReader(SqlParser.ParseSchema("a STRING"), Options([("encoding", charset)]), TimeZoneInfo.Utc);
        Assert.Equal("Привет", reader.Read("f", new MemoryStream(encoding.GetBytes("Привет\n"))).Single().Row[0].String);
    }

    private static List<string> Read(string schema, string text, params (string Key, string Value)[] options)
    {
        Plans.Types.StructType types = SqlParser.ParseSchema(schema);
        return [.. new CsvRecordReader(types, Options(options), TimeZoneInfo.Utc).Read("/in/f.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)))
            .Select(record => string.Join('|', record.Row.Select((value, i) => Grader.Engine.Expressions.ValueText.Shown(value, types.Fields[i].DataType, TimeZoneInfo.Utc))))];
    }

    private static CaseInsensitiveOptions Options(IEnumerable<(string Key, string Value)> options) =>
        new(options.Select(option => new Setting(option.Key, option.Value)).ToSeq());
}
