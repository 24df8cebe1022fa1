using System.Text;
using Stratus.Core.Files;

namespace Stratus.Core.Tests.Files;

public sealed class JsonMistakeTests
{
    [Theory]
    [InlineData("", "line 1, column 1: the file is empty")]
    [InlineData(" \n", "line 2, column 1: the file is empty")]
    [InlineData("{\n  \"a\": [1,", "line 2, column 11: the file ends here, before all that is open in it is closed")]
    [InlineData("{\n  \"a\": \"half", "line 2, column 13: the file ends here, before all that is open in it is closed")]
    [InlineData("{\n  \"a\": 1,\n}", "line 3, column 1: found } after a comma; remove the comma")]
    [InlineData("[1, 2,]", "line 1, column 7: found ] after a comma; remove the comma")]
    [InlineData("[1}", "line 1, column 3: found }, which does not close what is open here")]
    [InlineData("{} ]", "line 1, column 4: found ], where nothing stands any more")]
    [InlineData("{} {", "line 1, column 4: found {, where nothing stands any more")]
    [InlineData("{\"a\": 1\n \"b\": 2}", "line 2, column 2: found \", and a comma or a colon before it is missing")]
    [InlineData("{\"a\" 1}", "line 1, column 6: found 1, and a comma or a colon before it is missing")]
    [InlineData("{\n  // mine\n}", "line 2, column 3: found /, which looks like a comment; JSON has none")]
    [InlineData("# mine", "line 1, column 1: found #, which looks like a comment; JSON has none")]
    [InlineData("{\"ä\": tru, 1}", "line 1, column 7: found tru; texts stand in double quotes")]
    [InlineData("name: stratus", "line 1, column 1: found name; texts stand in double quotes")]
    [InlineData("{'a': 1}", "line 1, column 2: found '; texts stand in double quotes")]
    [InlineData("[ä]", "line 1, column 2: found ä; texts stand in double quotes")]
    [InlineData("[01]", "line 1, column 2: found 01; texts stand in double quotes, and nothing but numbers")]
    [InlineData("[\"a\nb\"]", "line 1, column 4: found a line break or another control character in a text; write it as \\n")]
    [InlineData("[[[[1]]]]", "line 1, column 4: found [, and at most 3 lists and objects stand in one another")]
    [InlineData("{\n \"a\": 1,\n \"a\": 2 }", "line 3, column 2: the key 'a' stands here for the second time; keep one of them")]
    [InlineData("{\"a\": {\"a\": 1}, \"a\": 2 }", "line 1, column 17: the key 'a' stands here for the second time")]
    [InlineData("\uFEFF{}", "it begins with a byte order mark; save it as UTF-8 without one")]
    public void It_says_where_what_was_found_and_what_is_right(string json, string words) => In(json).ShouldStartWith(words);

    [Fact]
    public void What_is_long_is_cut_short() => In(new string('x', 10_000)).Length.ShouldBeLessThan(150);

    private static string In(string json) => JsonMistake.In(Encoding.UTF8.GetBytes(json), 3);
}
