using Stratus.Core.Scripting;

namespace Stratus.Core.Tests.Scripting;

public sealed class ScriptFilesTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["rooms/one/main.sh"] = "# main\nsource ./part.sh\nsource ../two/other.sh\napply() { :; }\n",
        ["rooms/one/part.sh"] = "# part\nsource ../two/other.sh\n",
        ["rooms/two/other.sh"] = "# other\nsource ../one/main.sh\n",
    };

    [Fact]
    public void A_sourced_file_stands_once_and_where_it_is_named_first() =>
        ScriptFiles.Inline("rooms/one/main.sh", path => Files[path]).ShouldBe("# main\n# part\n# other\napply() { :; }\n");

    [Fact]
    public void A_source_inside_a_function_or_of_a_variable_is_left_to_the_shell()
    {
        const string text = "f() {\n    source ./part.sh\n}\nsource \"${HERE}/x\"\n";
        ScriptFiles.Inline("a.sh", _ => text).ShouldBe(text);
    }

    [Fact]
    public void Every_script_of_core_is_whole()
    {
        ScriptFiles.Core.Paths.ShouldContain("core/Hosts/preflight.sh");
        foreach (var path in ScriptFiles.Core.Paths) ScriptFiles.Core.Load(path).Body.ShouldNotContain("\nsource ");
    }

    [Fact]
    public void A_script_that_is_not_there_is_an_error_that_names_those_that_are() =>
        Should.Throw<InvalidOperationException>(() => ScriptFiles.Core.Load("core/Hosts/nothing.sh")).Message
            .ShouldMatch(@"\AThere is no script core/Hosts/nothing\.sh\. There are: (core/\S+\.sh, )*core/Hosts/preflight\.sh, ");
}
