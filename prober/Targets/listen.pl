# Answers every connection to a TCP port, over IPv4 and, where there is any, over IPv6, until it is ended. Says when it can be reached.
use strict;
use warnings;
use Socket qw(:DEFAULT :addrinfo IPPROTO_IPV6 IPV6_V6ONLY);

my ($port) = @ARGV;
my $server;
if (socket($server, PF_INET6, SOCK_STREAM, 0)) {
    setsockopt($server, IPPROTO_IPV6, IPV6_V6ONLY, 0);
    setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($server, pack_sockaddr_in6($port, Socket::IN6ADDR_ANY)) or die "bind: $!\n";
} else {
    socket($server, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
    setsockopt($server, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($server, pack_sockaddr_in($port, INADDR_ANY)) or die "bind: $!\n";
}
listen($server, 128) or die "listen: $!\n";
$| = 1;
print "stratus-target listening\n";
while (1) {
    close($_) if accept($_, $server);
}
