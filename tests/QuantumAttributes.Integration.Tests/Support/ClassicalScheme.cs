using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>
/// An application's own authentication: whoever names themselves in <c>X-User</c> is signed in, with the claims of <c>X-Claims</c> as
/// <c>type=value;…</c>. Its roles are claims of the type <c>role</c>.
/// </summary>
internal sealed class ClassicalScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Classical";

    public static void AddAsDefault(IServiceCollection services) =>
        services.AddAuthentication(Name).AddScheme<AuthenticationSchemeOptions, ClassicalScheme>(Name, null);

    /// <summary>Not the default, and with authorization that is added before ours.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddAuthorization();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ClassicalScheme>(Name, null);
    }

    public static HttpRequestMessage RequestBy(string path, string? user, string claims = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (user is not null)
            request.Headers.Add("X-User", user);
        request.Headers.Add("X-Claims", claims);
        return request;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers["X-User"] is not [{ } name])
            return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity(Name, ClaimTypes.Name, "role");
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        foreach (string claim in Request.Headers["X-Claims"].ToString().Split(';', StringSplitOptions.RemoveEmptyEntries))
            identity.AddClaim(new Claim(claim.Split('=')[0], claim.Split('=')[1]));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }
}
