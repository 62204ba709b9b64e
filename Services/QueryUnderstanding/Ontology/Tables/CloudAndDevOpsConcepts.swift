/// Concepts of infrastructure: cloud platforms, DevOps, system administration, networks and
/// technical support.
enum CloudAndDevOpsConcepts {
    static let table = """
        # identifier | kind | label | aliases (; separated) | broader (, separated) | related (, separated)
        it-and-infrastructure | category | IT and infrastructure | information technology; it services; infrastructure; it infrastructure; it & networking; it support services | |
        cloud-computing | category | Cloud computing | cloud; cloud services; cloud infrastructure; cloud engineering; cloud development; iaas; paas | it-and-infrastructure |
        devops | category | DevOps | dev ops; dev-ops; devops engineering; platform engineering; gitops; devsecops | it-and-infrastructure, software-development |
        system-administration | category | System administration | systems administration; sysadmin work; server administration; server management; server setup; vps setup | it-and-infrastructure |
        computer-networking | category | Computer networking | networking; network administration; network engineering; computer networks; network setup; network design | it-and-infrastructure |

        devops-engineer | occupation | DevOps engineer | devops engineers; dev ops engineer; devops specialist; devops expert; platform engineer; devops consultant | devops | ci-cd, docker, kubernetes
        cloud-engineer | occupation | Cloud engineer | cloud engineers; cloud architect; aws engineer; aws architect; azure engineer; cloud developer; aws expert | cloud-computing | aws, azure
        system-administrator | occupation | System administrator | sysadmin; systems administrator; sys admin; server administrator; linux administrator | system-administration | linux, windows-server
        network-engineer | occupation | Network engineer | network engineers; network administrator; network admin; network technician; cisco engineer; network architect | computer-networking | cisco
        it-support-specialist | occupation | IT support specialist | it support technician; help desk technician; helpdesk technician; it technician | it-and-infrastructure | technical-support

        ci-cd | skill | CI/CD | ci cd; cicd; continuous integration; continuous delivery; continuous deployment; build pipeline; build pipelines | devops |
        infrastructure-as-code | skill | Infrastructure as code | iac; infrastructure automation; cloudformation; configuration management; aws cdk; pulumi | devops, cloud-computing |
        containerization | skill | Containerization | containerisation; containers; container orchestration; linux containers; docker containers | devops |
        monitoring | skill | Monitoring and observability | observability; system monitoring; server monitoring; infrastructure monitoring; log management; logging and monitoring | devops |
        serverless | skill | Serverless computing | serverless; aws lambda; lambda functions; cloud functions; azure functions; faas; serverless architecture | cloud-computing | microservices
        linux | skill | Linux | ubuntu; debian; centos; red hat; rhel; unix; linux server; linux administration; gnu/linux; ubuntu server | system-administration |
        windows-server | skill | Windows Server | active directory; microsoft windows server; windows server administration; iis; group policy; windows administration | system-administration |
        virtualization | skill | Virtualization | virtualisation; vmware; hyper-v; virtual machines; esxi; proxmox; virtual machine; vsphere | system-administration |
        voip | skill | VoIP | voice over ip; pbx; ip telephony; 3cx; freepbx; sip trunking; asterisk pbx | computer-networking | call-center
        hardware-repair | skill | Computer repair | pc repair; laptop repair; computer troubleshooting; hardware troubleshooting; pc building; computer maintenance | it-and-infrastructure |

        aws | tool | AWS | amazon web services; amazon aws; ec2; aws cloud; amazon s3; aws ec2; aws s3; amazon web service | cloud-computing |
        azure | tool | Microsoft Azure | azure; ms azure; azure devops; azure cloud; windows azure; entra id | cloud-computing | aws
        google-cloud | tool | Google Cloud | gcp; google cloud platform; google cloud services; cloud run; gke; google compute engine | cloud-computing | aws
        digitalocean | tool | DigitalOcean | digital ocean; droplet; digital ocean droplet; digitalocean droplet | cloud-computing, web-hosting |
        heroku | tool | Heroku | heroku hosting; heroku deployment; heroku app; heroku cloud | cloud-computing, web-hosting |
        cloudflare | tool | Cloudflare | cloud flare; cloudflare workers; cloudflare dns; cloudflare pages | web-hosting, cloud-computing |
        docker | tool | Docker | dockers; docker compose; docker-compose; dockerfile; docker swarm; podman; dockerization | containerization |
        kubernetes | tool | Kubernetes | k8s; kubernets; kubernetes cluster; helm charts; openshift; eks; kubernates | containerization | docker
        terraform | tool | Terraform | terra form; hashicorp terraform; opentofu; terragrunt | infrastructure-as-code |
        ansible | tool | Ansible | ansible playbook; ansible playbooks; ansible automation; ansible tower | infrastructure-as-code, system-administration |
        jenkins | tool | Jenkins | jenkins pipeline; jenkins ci; jenkins server; jenkins automation | ci-cd |
        nginx | tool | Nginx | engine x; nginx server; nginx reverse proxy; nginx config | system-administration, web-hosting |
        prometheus | tool | Prometheus and Grafana | prometheus; grafana; grafana dashboard; prometheus monitoring | monitoring |
        cisco | tool | Cisco networking | cisco; ccna; ccnp; cisco ios; cisco routers | computer-networking |
        microsoft-365 | tool | Microsoft 365 | office 365; o365; m365; microsoft office 365; microsoft teams; ms teams; onedrive; office365 | it-and-infrastructure | microsoft-office
        google-workspace | tool | Google Workspace | g suite; gsuite; google apps; google docs; google drive; gmail; google workspace admin; google apps script | it-and-infrastructure | microsoft-365

        cloud-infrastructure-setup | deliverable | Cloud infrastructure setup | aws setup; cloud setup; cloud deployment; server deployment; azure setup | cloud-computing | infrastructure-as-code
        """
}
