import Hosting

await ServiceProcess<HostedFreelancerModel>.main()
