using Stratus.Cli.Hosts;

namespace Stratus.Cli.Tests.Hosts;

public sealed class SshAddressTests
{
    [Theory]
    [InlineData("root@192.0.2.10", "root", "192.0.2.10", null)]
    [InlineData("192.0.2.10:2222", null, "192.0.2.10", 2222)]
    [InlineData("box", null, "box", null)]
    [InlineData("a.b-c@host.example:22", "a.b-c", "host.example", 22)]
    [InlineData("root@[2001:db8::1]:22", "root", "2001:db8::1", 22)]
    [InlineData("root@[2001:db8::1]", "root", "2001:db8::1", null)]
    [InlineData("root@2001:db8::1", "root", "2001:db8::1", null)]
    [InlineData("::1", null, "::1", null)]
    public void An_address_is_read(string text, string? user, string host, int? port) =>
        SshAddress.Parse(text).ShouldBe(new(user, host, port));

    [Theory]
    [InlineData("")]
    [InlineData("-oProxyCommand=id")]
    [InlineData("root@-oProxyCommand=id")]
    [InlineData("-root@host")]
    [InlineData("root@")]
    [InlineData("@host")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:22x")]
    [InlineData("host\n")]
    [InlineData("ho st")]
    [InlineData("host;id")]
    [InlineData("$(id)")]
    [InlineData("%h")]
    [InlineData("a@b@c")]
    [InlineData("[host]:22")]
    [InlineData("[1:2]:22")]
    [InlineData("1:2:3:x")]
    public void What_is_no_address_is_refused(string text) => SshAddress.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("root@192.0.2.10")]
    [InlineData("host.example:2222")]
    [InlineData("root@[2001:db8::1]:22")]
    public void An_address_is_written_as_it_was_read(string text) => SshAddress.Parse(text)!.ToString().ShouldBe(text);
}
