using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.Benchmarks.Servers;

/// <summary>Authenticates nothing: what is left is the framework's own part.</summary>
internal sealed class ConstantHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Constant";

    private static readonly Task<AuthenticateResult> _everybody = Task.FromResult(AuthenticateResult.Success(
        new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "alice")], Scheme)), Scheme)));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => _everybody;
}
